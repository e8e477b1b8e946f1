//! Files: upload, a link that lives five minutes, download with the token, deletion.

use std::sync::Arc;

use axum::RequestExt;
use axum::extract::{DefaultBodyLimit, Multipart, Request};
use bytes::Bytes;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::answer::Answer;
use super::error::GraphError;
use super::file_types;
use crate::ids;
use crate::live::Live;
use crate::state::{LINK_LIFE_MILLIS, MediaLink, StoredMedia, UPLOAD_LIFE_MILLIS};

/// The largest file there is, with room for the form around it.
pub(crate) const UPLOAD_LIMIT: usize = 101 * 1024 * 1024;

/// `POST /{number}/media` as a form.
pub(super) async fn upload(
    live: &Arc<Live>,
    number: &str,
    mut request: Request,
) -> Result<Answer, GraphError> {
    if !live.read(|state| state.numbers.contains_key(number)) {
        return Err(GraphError::no_such_object(number));
    }
    DefaultBodyLimit::max(UPLOAD_LIMIT).apply(&mut request);
    let form = request.extract::<Multipart, _>().await;
    let form =
        form.map_err(|_| GraphError::new(100, "The file must come as multipart/form-data"))?;
    let file = read_form(form).await?;
    let Some(limit) = file_types::limit_of(&file.mime) else {
        let types = file_types::all();
        return Err(GraphError::new(
            100,
            &format!("Param file must be a file with one of the following types: {types}"),
        ));
    };
    if file.bytes.len() > limit {
        return Err(GraphError::new(
            131_053,
            &format!("Larger than {limit} bytes"),
        ));
    }
    let id = live.change(|state, now| {
        let gone_at = now + UPLOAD_LIFE_MILLIS;
        state.store_media(StoredMedia {
            mime: file.mime,
            bytes: file.bytes,
            filename: file.filename,
            gone_at,
        })
    });
    Ok(Answer::Json(json!({ "id": id })))
}

struct Upload {
    mime: String,
    bytes: Bytes,
    filename: Option<String>,
}

async fn read_form(mut form: Multipart) -> Result<Upload, GraphError> {
    let broken = |_| GraphError::new(100, "The form can't be read");
    let (mut product, mut kind, mut file) = (None, None, None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            "messaging_product" => product = Some(field.text().await.map_err(broken)?),
            "type" => kind = Some(field.text().await.map_err(broken)?),
            "file" => {
                let mime = field.content_type().map(str::to_owned);
                let filename = field.file_name().map(str::to_owned);
                file = Some((mime, filename, field.bytes().await.map_err(broken)?));
            }
            _ => {}
        }
    }
    if product.as_deref() != Some("whatsapp") {
        return Err(GraphError::new(
            100,
            "The parameter messaging_product must be whatsapp",
        ));
    }
    let (own_type, filename, bytes) =
        file.ok_or_else(|| GraphError::new(100, "The parameter file is required"))?;
    // Clients name the type in the form, in the part of the file, or in both.
    let mime = kind
        .filter(|kind| kind.contains('/'))
        .or(own_type)
        .unwrap_or_default();
    Ok(Upload {
        mime,
        bytes,
        filename,
    })
}

/// `GET /{media}`: where the file can be fetched for the next five minutes.
pub(super) fn link(live: &Arc<Live>, id: &str) -> Option<Value> {
    live.change(|state, now| {
        let media = state.media_at(id, now)?.clone();
        let name = ids::secret();
        let expires_at = now + LINK_LIFE_MILLIS;
        state.links.retain(|_, link| now < link.expires_at);
        state.links.insert(
            name.clone(),
            MediaLink {
                media: id.to_owned(),
                expires_at,
            },
        );
        Some(json!({
            "messaging_product": "whatsapp",
            "url": format!("{}/lookaside/{name}", live.base_url),
            "mime_type": media.mime,
            "sha256": hex::encode(Sha256::digest(&media.bytes)),
            "file_size": media.bytes.len().to_string(),
            "id": id,
        }))
    })
}

/// `GET` of such a link. An expired one is 404; asking for the id again gives a new one. Files are on
/// another host than the rest, which serves only programs that say what they are called.
pub(super) fn download(live: &Arc<Live>, link: &str, is_named: bool) -> Result<Answer, GraphError> {
    if !is_named {
        return Err(GraphError::new(100, "A User-Agent is needed for files"));
    }
    let now = live.now();
    live.read(|state| {
        let link = state.links.get(link).filter(|link| now < link.expires_at);
        let media = link.and_then(|link| state.media_at(&link.media, now));
        let media = media.ok_or_else(|| GraphError::not_found("The link has expired"))?;
        Ok(Answer::File {
            mime: media.mime.clone(),
            filename: media.filename.clone(),
            bytes: media.bytes.clone(),
        })
    })
}

/// `DELETE /{media}`.
pub(super) fn delete(live: &Arc<Live>, id: &str) -> Result<Answer, GraphError> {
    let removed = live.change(|state, _| state.media.remove(id));
    removed.ok_or_else(|| GraphError::no_such_object(id))?;
    Ok(Answer::Json(json!({ "success": true })))
}
