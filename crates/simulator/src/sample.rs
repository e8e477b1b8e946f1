//! A picture and a voice note for customers who have none at hand. Both were made for this project.

use bytes::Bytes;

use crate::customer::Written;

static PICTURE: &[u8] = include_bytes!("../page/sample.jpg");
static VOICE_NOTE: &[u8] = include_bytes!("../page/sample.ogg");

/// A drawing of a bicycle.
pub(crate) fn picture(caption: Option<String>) -> Written {
    Written::picture("image/jpeg", Bytes::from_static(PICTURE), caption)
}

/// Two seconds of a hummed tune, mono Opus as WhatsApp records it.
pub(crate) fn voice_note() -> Written {
    Written::voice(Bytes::from_static(VOICE_NOTE))
}
