//! The tray's pictures, cut from the sheets that `scripts/draw-icons` draws.

use crate::glance::Glance;
use conversation::playbook::AgentSwitch;
use tauri::image::Image;
use tauri::{AppHandle, Manager, Theme};

/// Pixels of one side of a cell.
const CELL: u32 = 64;
/// The column of "more than nine".
const MANY: u32 = 10;

const ON_LIGHT: &[u8] = include_bytes!("../icons/tray/on-light.png");
const ON_DARK: &[u8] = include_bytes!("../icons/tray/on-dark.png");

/// What the icon stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// A light panel: dark ink.
    Light,
    /// A dark panel: light ink.
    Dark,
}

impl Panel {
    /// The panel of this desktop.
    pub(crate) fn of(app: &AppHandle) -> Self {
        // GNOME's top bar is black in its light theme too.
        let gnome = std::env::var("XDG_CURRENT_DESKTOP").is_ok_and(|name| name.contains("GNOME"));
        let theme = app
            .get_webview_window(crate::window::LABEL)
            .and_then(|window| window.theme().ok());
        if gnome || theme == Some(Theme::Dark) {
            Self::Dark
        } else {
            Self::Light
        }
    }
}

/// The picture for `glance`.
pub(crate) fn picture(glance: &Glance, panel: Panel) -> tauri::Result<Image<'static>> {
    let (column, row) = cell(glance);
    let sheet = Image::from_bytes(match panel {
        Panel::Light => ON_LIGHT,
        Panel::Dark => ON_DARK,
    })?;
    let rgba = cut(
        sheet.rgba(),
        sheet.width() as usize,
        column as usize,
        row as usize,
    );
    Ok(Image::new_owned(rgba, CELL, CELL))
}

/// Which cell shows `glance`, as the head of `scripts/draw-icons` lays them out.
fn cell(glance: &Glance) -> (u32, u32) {
    match (glance.waiting, glance.late, glance.agent) {
        (0, _, AgentSwitch::On) => (0, 0),
        (0, _, AgentSwitch::Off) => (0, 1),
        (waiting, 0, _) => (waiting.min(MANY), 0),
        (waiting, _, _) => (waiting.min(MANY), 1),
    }
}

fn cut(sheet: &[u8], width: usize, column: usize, row: usize) -> Vec<u8> {
    let side = CELL as usize;
    sheet
        .chunks_exact(width * 4)
        .skip(row * side)
        .take(side)
        .flat_map(|line| line.iter().skip(column * side * 4).take(side * 4))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glance(waiting: u32, late: u32) -> Glance {
        Glance {
            waiting,
            late,
            ..Glance::before()
        }
    }

    #[test]
    fn one_late_conversation_makes_the_whole_count_red() {
        assert_eq!(cell(&glance(3, 0)), (3, 0));
        assert_eq!(cell(&glance(3, 1)), (3, 1));
        assert_eq!(cell(&glance(42, 0)), (MANY, 0));
    }

    #[test]
    fn every_count_has_a_picture_of_its_own_on_both_panels() {
        for panel in [Panel::Light, Panel::Dark] {
            let pictures: Vec<_> = (0..=MANY)
                .flat_map(|waiting| [(waiting, 0), (waiting, waiting)])
                .map(|(waiting, late)| {
                    picture(&glance(waiting, late), panel)
                        .unwrap()
                        .rgba()
                        .to_vec()
                })
                .collect();
            assert!(
                pictures
                    .iter()
                    .all(|one| one.len() == (CELL * CELL * 4) as usize)
            );
            let distinct: std::collections::BTreeSet<_> = pictures.iter().collect();
            // Nobody waits and nobody is late are one picture.
            assert_eq!(distinct.len(), pictures.len() - 1);
        }
    }
}
