//! The two sounds of an alert, made here from two tones that pass each other like the mark's strokes,
//! and a way to play them where the notification service doesn't.

use crate::notice::Loudness;
use std::f32::consts::TAU;
use std::path::{Path, PathBuf};
use std::sync::Once;
use tokio::process::Command;

const SAMPLES_PER_SECOND: u32 = 44_100;
/// Seconds of one tone.
const TONE: f32 = 0.16;
/// Seconds of one phrase of two tones, with the silence after it.
const PHRASE: f32 = 0.62;

/// Programs that play a sound file, whichever the system has.
#[cfg(all(unix, not(target_os = "macos")))]
const PLAYERS: &[&[&str]] = &[&["pw-play"], &["paplay"], &["aplay", "-q"]];
#[cfg(target_os = "macos")]
const PLAYERS: &[&[&str]] = &[&["afplay"]];
// PowerShell reads what follows as more of its script, so the file's name comes by the environment.
#[cfg(windows)]
const PLAYERS: &[&[&str]] = &[&[
    "powershell",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "(New-Object Media.SoundPlayer $env:RELEVO_SOUND).PlaySync() #",
]];

/// The sounds as files, because that is how a notification service takes them.
#[derive(Clone, Debug)]
pub(crate) struct Sounds {
    normal: PathBuf,
    insistent: PathBuf,
}

impl Sounds {
    /// Writes the sounds into `folder`.
    pub(crate) fn in_folder(folder: &Path) -> std::io::Result<Self> {
        let sounds = Self {
            normal: folder.join("call.wav"),
            insistent: folder.join("call-again.wav"),
        };
        std::fs::write(&sounds.normal, wave(&phrases(1, 0.35)))?;
        std::fs::write(&sounds.insistent, wave(&phrases(3, 0.8)))?;
        Ok(sounds)
    }

    /// The file for `loudness`.
    pub(crate) fn of(&self, loudness: Loudness) -> Option<&Path> {
        match loudness {
            Loudness::Silent => None,
            Loudness::Normal => Some(&self.normal),
            Loudness::Insistent => Some(&self.insistent),
        }
    }
}

/// Plays a file with the first program that can. A computer without any stays silent.
pub(crate) async fn play(file: &Path) {
    for player in PLAYERS {
        let Some((program, arguments)) = player.split_first() else {
            continue;
        };
        let mut command = Command::new(program);
        command
            .args(arguments)
            .arg(file)
            .env("RELEVO_SOUND", file)
            .kill_on_drop(true);
        // CREATE_NO_WINDOW, or a console flashes up at each call.
        #[cfg(windows)]
        command.creation_flags(0x0800_0000);
        let played = command.output().await;
        if played.is_ok_and(|output| output.status.success()) {
            return;
        }
    }
    // Calls are many; that they are silent is said once.
    static SAID: Once = Once::new();
    SAID.call_once(|| tracing::info!("no program plays sounds on this computer"));
}

/// `times` a low tone and a high one after it.
fn phrases(times: usize, volume: f32) -> Vec<i16> {
    let length = (PHRASE * SAMPLES_PER_SECOND as f32) as usize;
    let phrase: Vec<i16> = (0..length)
        .map(|sample| {
            let at = sample as f32 / SAMPLES_PER_SECOND as f32;
            let height = tone(at, 0.0, 587.33) + tone(at, TONE, 880.0);
            (height * volume * f32::from(i16::MAX)) as i16
        })
        .collect();
    phrase.repeat(times)
}

/// One tone that begins softly at `start` and fades out.
fn tone(at: f32, start: f32, hertz: f32) -> f32 {
    let at = at - start;
    if at < 0.0 {
        return 0.0;
    }
    let swell = (at / 0.012).min(1.0);
    swell * (-at / TONE).exp() * (TAU * hertz * at).sin() * 0.5
}

/// A WAV file: one channel of 16 bits.
fn wave(samples: &[i16]) -> Vec<u8> {
    let size = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(samples.len() * 2 + 44);
    file.extend(b"RIFF");
    file.extend((size.saturating_add(36)).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend(SAMPLES_PER_SECOND.to_le_bytes());
    file.extend((SAMPLES_PER_SECOND * 2).to_le_bytes());
    file.extend(b"\x02\0\x10\0data");
    file.extend(size.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_call_is_longer_and_louder_than_the_first() {
        let (once, again) = (phrases(1, 0.35), phrases(3, 0.8));
        let loudest = |samples: &[i16]| samples.iter().map(|sample| sample.unsigned_abs()).max();
        assert_eq!(again.len(), once.len() * 3);
        assert!(loudest(&again) > loudest(&once));
        assert!(
            once.last()
                .is_some_and(|sample| sample.unsigned_abs() < 400),
            "it ends without a click"
        );
    }

    #[test]
    fn a_sound_file_says_how_long_it_is() {
        let file = wave(&[1, 2, 3]);
        assert_eq!(file.len(), 44 + 6);
        assert_eq!(&file[40..44], 6_u32.to_le_bytes());
    }
}
