//! The picture of links to the site: the finding of its latest quarter, and the bar of its ratings.

use super::raster::{Canvas, Face, Style};
use crate::site::PageSet;
use crate::site::part::glance;
use crate::site::phrases::Tone;
use crate::site::route::Route;

/// The size that social networks show without cutting it.
const WIDTH: f32 = 1200.0;
const HEIGHT: f32 = 630.0;
const EDGE: f32 = 72.0;
const INNER: f32 = WIDTH - 2.0 * EDGE;

// In the colours of the default theme.
const PAPER: &str = "#ffffff";
const INK: &str = "#14202b";
const SOFT: &str = "#4c5b69";
const GOOD: &str = "#1d8a5a";
const NEAR: &str = "#c07a00";
const BAD: &str = "#c8233d";
const BLUE: &str = "#2f6fc0";
const YELLOW: &str = "#a38600";
const PURPLE: &str = "#7d47b5";
const NONE: &str = "#72818f";

fn colour(hex: &str) -> [u8; 3] {
    [1, 3, 5].map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap_or_default())
}

fn of_tone(tone: Tone) -> [u8; 3] {
    colour(match tone {
        Tone::Good => GOOD,
        Tone::Near => NEAR,
        Tone::Bad => BAD,
        Tone::Blue => BLUE,
        Tone::Yellow => YELLOW,
        Tone::Purple => PURPLE,
        Tone::None => NONE,
    })
}

fn style(face: Face, size: f32, hex: &str) -> Style {
    let colour = colour(hex);
    Style { face, size, colour }
}

/// Returns the picture as a PNG. Empty if nothing has been published.
pub(super) fn picture(pages: &PageSet) -> Vec<u8> {
    drawn(pages).unwrap_or_default()
}

fn drawn(pages: &PageSet) -> Option<Vec<u8>> {
    let context = pages.context.at(&Route::Home);
    let glance = glance::glance(&context, context.report.latest()?);
    let site = &context.report.site;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let mut canvas = Canvas::new(WIDTH as u32, HEIGHT as u32)?;
    let mut line = |text: &str, style: Style, y: f32| {
        let fitted = style.fitted(text, INNER, 1);
        canvas.text(text, fitted, (EDGE, y));
    };
    line(site.title.as_str(), style(Face::Bold, 36.0, INK), 104.0);
    let organisation = site.organisation.as_str();
    line(organisation, style(Face::Regular, 28.0, SOFT), 146.0);
    line(&glance.period, style(Face::Regular, 28.0, SOFT), 228.0);
    let heading = style(Face::Bold, 64.0, INK).fitted(&glance.heading, INNER, 2);
    let mut y = 240.0;
    for text in heading.lines(&glance.heading, INNER) {
        y += heading.size * 1.15;
        canvas.text(&text, heading, (EDGE, y));
    }
    bar(&mut canvas, &glance);
    canvas.png()
}

/// Draws the bar of ratings and what its parts are.
fn bar(canvas: &mut Canvas, glance: &glance::Glance) {
    const TOP: f32 = 430.0;
    const TALL: f32 = 72.0;
    const GAP: f32 = 4.0;
    let count = |count: u32| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let all: f32 = glance.bar.iter().map(|part| count(part.count)).sum();
    let labels = glance.bar.iter();
    let labels = labels.map(|part| (part.tone, format!("{} {}", part.count, part.label)));
    let labels: Vec<(Tone, String)> = labels.collect();
    let joined: Vec<&str> = labels.iter().map(|(_, label)| label.as_str()).collect();
    // Between two labels there is room for a square and a space.
    let key = style(Face::Regular, 28.0, INK).fitted(&joined.join("mmm"), INNER - 40.0, 1);
    let (mut start, mut label_start) = (EDGE, EDGE);
    for (part, (tone, label)) in glance.bar.iter().zip(&labels) {
        let width = INNER * count(part.count) / all;
        canvas.rect([start, TOP, (width - GAP).max(1.0), TALL], of_tone(*tone));
        let hex = if *tone == Tone::Near { INK } else { PAPER };
        let (number, shown) = (part.count.to_string(), style(Face::Bold, 36.0, hex));
        if shown.width(&number) + 40.0 < width {
            canvas.text(&number, shown, (start + 20.0, TOP + 49.0));
        }
        start += width;
        canvas.rect([label_start, 544.0, 24.0, 24.0], of_tone(*tone));
        canvas.text(label, key, (label_start + 36.0, 566.0));
        label_start += 36.0 + key.width(label) + 1.1 * key.size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_default_theme() {
        let style = include_str!("../../themes/default/style.css");
        for colour in [INK, SOFT, GOOD, NEAR, BAD, BLUE, YELLOW, PURPLE, NONE] {
            assert!(style.contains(&format!("{colour};")), "{colour}");
        }
    }
}
