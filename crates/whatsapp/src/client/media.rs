//! Files: up to Meta, down from Meta, gone from Meta.
//!
//! An address lives five minutes and needs the access token, so a file is fetched as soon as its
//! message is known. The token is given to Meta's own hosts only. Where files are stored is not
//! decided here.

use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use reqwest::multipart::{Form, Part};
use reqwest::{Response, Url};

use super::answer::{How, ask, read};
use super::backoff::Attempt;
use super::codes::{self, Reaction};
use super::error::{Refusal, SendError};
use super::limits::Invalid;
use super::{Number, wish};

/// The largest file that WhatsApp knows, a document of 100 MB.
const MOST_BYTES: usize = 100 * 1024 * 1024;

/// Meta's code for a parameter that is wrong, which for a file it is when its type isn't taken.
const INVALID: u32 = 100;

/// What Meta knows about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaInfo {
    /// Where the bytes are, for five minutes.
    pub url: String,
    /// Such as `audio/ogg`.
    pub mime_type: Option<String>,
    /// Meta's checksum.
    pub sha256: Option<String>,
    /// Size in bytes.
    pub file_size: Option<u64>,
}

/// A file that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadedMedia {
    /// The file itself.
    pub bytes: Bytes,
    /// Such as `audio/ogg`.
    pub mime_type: Option<String>,
}

impl Number {
    /// Gives a file to Meta and returns the id to send it with; good for thirty days.
    pub async fn upload(
        &self,
        file: Bytes,
        mime_type: &str,
        filename: &str,
        attempt: Attempt,
    ) -> Result<String, SendError> {
        fits(file.len(), mime_type)?;
        let length = file.len() as u64;
        let part = Part::stream_with_length(file, length)
            .file_name(filename.to_owned())
            .mime_str(mime_type)
            .map_err(|_| Invalid::Unfit("the file's type is not a MIME type"))?;
        let form = Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", mime_type.to_owned())
            .part("file", part);
        let url = self.client.url(&[&self.id, "media"]);
        let request = self
            .client
            .http
            .post(url)
            .timeout(self.client.config.time_for(length))
            .multipart(form);
        let answer = ask(request, &self.token, How::harmless(attempt)).await;
        let answer = answer.map_err(of_file)?;
        wish::text(&answer, "id").ok_or_else(|| gone("Meta's answer names no file"))
    }

    /// Asks where a file is.
    pub async fn media_info(&self, id: &str, attempt: Attempt) -> Result<MediaInfo, SendError> {
        let url = self.client.url(&[id]);
        let request = self
            .client
            .http
            .get(url)
            .query(&[("phone_number_id", &self.id)]);
        let request = request.timeout(self.client.config.timeout);
        let answer = ask(request, &self.token, How::harmless(attempt)).await?;
        Ok(MediaInfo {
            url: wish::text(&answer, "url").ok_or_else(|| gone("Meta names no address"))?,
            mime_type: wish::text(&answer, "mime_type"),
            sha256: wish::text(&answer, "sha256"),
            file_size: wish::text(&answer, "file_size").and_then(|size| size.parse().ok()),
        })
    }

    /// Fetches a file; if its address has run out meanwhile, the address is asked for once more.
    pub async fn download(&self, id: &str, attempt: Attempt) -> Result<DownloadedMedia, SendError> {
        let info = self.media_info(id, attempt).await?;
        match self.fetch(&info, attempt).await {
            Err(SendError::Refused {
                refusal: Refusal::Media,
                ..
            }) => {
                let info = self.media_info(id, attempt).await?;
                self.fetch(&info, attempt).await
            }
            other => other,
        }
    }

    /// Deletes a file from Meta.
    pub async fn delete_media(&self, id: &str, attempt: Attempt) -> Result<(), SendError> {
        let url = self.client.url(&[id]);
        let request = self
            .client
            .http
            .delete(url)
            .query(&[("phone_number_id", &self.id)]);
        let request = request.timeout(self.client.config.timeout);
        ask(request, &self.token, How::harmless(attempt))
            .await
            .map(drop)
    }

    async fn fetch(
        &self,
        info: &MediaInfo,
        attempt: Attempt,
    ) -> Result<DownloadedMedia, SendError> {
        let url = self.trusted(&info.url)?;
        let request = self.client.http.get(url).timeout(
            self.client
                .config
                .time_for(info.file_size.unwrap_or_default()),
        );
        let answer = request.bearer_auth(self.token.expose()).send().await;
        let answer = answer.map_err(|error| again(&error.without_url().to_string(), attempt))?;
        let status = answer.status().as_u16();
        if status == 404 || status == 410 {
            return Err(gone("the file's address has run out"));
        }
        if !answer.status().is_success() {
            let said = answer.bytes().await.unwrap_or_default();
            let refused = read(status, &said, &self.token, How::harmless(attempt));
            return Err(refused
                .err()
                .unwrap_or_else(|| gone("Meta did not give the file")));
        }
        let mime_type = mime_of(&answer).or_else(|| info.mime_type.clone());
        if is_page(mime_type.as_deref()) && !is_page(info.mime_type.as_deref()) {
            return Err(again("a page came in place of the file", attempt));
        }
        Ok(DownloadedMedia {
            bytes: collect(answer, attempt).await?,
            mime_type,
        })
    }

    /// The token goes to Meta's hosts and to the Graph API that was configured, nowhere else.
    fn trusted(&self, url: &str) -> Result<Url, SendError> {
        const META: [&str; 4] = [".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net"];
        let url = Url::parse(url).map_err(|_| gone("the file's address can't be read"))?;
        let base = &self.client.config.base_url;
        let configured = url.origin() == base.origin();
        let host = url.host_str().unwrap_or_default();
        let meta = url.scheme() == "https" && META.iter().any(|end| host.ends_with(end));
        if configured || meta {
            Ok(url)
        } else {
            Err(gone("the file is not on a host of Meta"))
        }
    }
}

/// The type that the sender of the bytes vouches for, unless it says nothing.
fn mime_of(answer: &Response) -> Option<String> {
    let value = answer
        .headers()
        .get(reqwest::header::CONTENT_TYPE)?
        .to_str()
        .ok()?;
    (value != "application/octet-stream").then(|| value.to_owned())
}

/// What stands between us and a file speaks in pages when it is in trouble, even with status 200.
fn is_page(mime_type: Option<&str>) -> bool {
    mime_type.is_some_and(|mime| mime.starts_with("text/html"))
}

async fn collect(answer: Response, attempt: Attempt) -> Result<Bytes, SendError> {
    let mut file = BytesMut::new();
    let mut chunks = answer.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| again(&error.without_url().to_string(), attempt))?;
        if file.len() + chunk.len() > MOST_BYTES {
            return Err(too_large());
        }
        file.extend_from_slice(&chunk);
    }
    Ok(file.freeze())
}

/// What an upload is refused for is the file.
fn of_file(error: SendError) -> SendError {
    match error {
        SendError::Refused {
            code: Some(INVALID),
            text,
            ..
        } => SendError::Refused {
            code: Some(INVALID),
            refusal: Refusal::Media,
            text,
        },
        other => other,
    }
}

/// Meta's limits by type of file.
fn fits(size: usize, mime_type: &str) -> Result<(), SendError> {
    const MEGA: usize = 1024 * 1024;
    let most = match mime_type.split('/').next().unwrap_or_default() {
        _ if mime_type == "image/webp" => 500 * 1024,
        "image" => 5 * MEGA,
        "audio" | "video" => 16 * MEGA,
        _ => MOST_BYTES,
    };
    if size > most {
        Err(too_large())
    } else {
        Ok(())
    }
}

fn too_large() -> SendError {
    gone("the file is larger than WhatsApp allows for its type")
}

fn gone(text: &str) -> SendError {
    SendError::Refused {
        code: None,
        refusal: Refusal::Media,
        text: text.to_owned(),
    }
}

fn again(text: &str, attempt: Attempt) -> SendError {
    codes::react(Reaction::Again, None, attempt, text)
}
