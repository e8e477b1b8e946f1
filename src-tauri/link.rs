//! Which addresses mean what: links into Relevo, pages of our own, addresses that open outside.

use tauri::Url;

/// The scheme of links into Relevo.
const SCHEME: &str = "relevo";

/// The conversation a link such as `relevo://c/<id>` names.
pub(crate) fn conversation(url: &Url) -> Option<String> {
    if url.scheme() != SCHEME || url.host_str() != Some("c") {
        return None;
    }
    let id = url.path().trim_matches('/');
    // Ids never need more than this; anything else is not ours and must not reach the page's address.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.:~%".contains(letter);
    (!id.is_empty() && id.len() <= 256 && id.chars().all(plain)).then(|| id.to_owned())
}

/// The link on a command line, if one is there.
pub(crate) fn on_command_line<'a>(arguments: impl IntoIterator<Item = &'a String>) -> Option<Url> {
    arguments
        .into_iter()
        .filter_map(|one| Url::parse(one).ok())
        .find(|url| url.scheme() == SCHEME)
}

/// Whether the window itself may show this address. A file somebody sent never takes the page's place.
pub(crate) fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => {
            let page = url.host_str() == Some("tauri.localhost");
            page || (tauri::is_dev() && url.host_str() == Some("localhost"))
        }
        "about" | "blob" => true,
        _ => false,
    }
}

/// Whether an address from a stranger may be given to the system.
pub(crate) fn may_open_outside(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https" | "mailto" | "tel")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_link_names_a_conversation() {
        assert_eq!(
            conversation(&url("relevo://c/52155.abc")).as_deref(),
            Some("52155.abc")
        );
        assert_eq!(conversation(&url("relevo://c/")), None);
        assert_eq!(conversation(&url("relevo://settings/c")), None);
        assert_eq!(conversation(&url("https://c/52155")), None);
        assert_eq!(
            conversation(&url("relevo://c/a/../b")).as_deref(),
            Some("b")
        );
        assert_eq!(conversation(&url("relevo://c/a'b")), None);
    }

    #[test]
    fn the_window_shows_nothing_but_relevo() {
        assert!(is_ours(&url("tauri://localhost/index.html#/inbox")));
        assert!(is_ours(&url("http://tauri.localhost/")));
        assert!(!is_ours(&url("https://example.com/")));
        assert!(!is_ours(&url("file:///etc/passwd")));
        assert!(!is_ours(&url("relevo-media://localhost/abc")));
        assert!(!is_ours(&url("http://relevo-media.localhost/abc")));
    }

    #[test]
    fn a_strangers_address_starts_no_program() {
        assert!(may_open_outside(&url("https://example.com/")));
        assert!(!may_open_outside(&url("file:///usr/bin/true")));
        assert!(!may_open_outside(&url("relevo://c/1")));
    }
}
