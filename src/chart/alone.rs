//! A drawing that stands alone: as a file that any page or document can show, without the site's stylesheet.
//!
//! The drawing's classes become presentation attributes, in the colours of the default theme's light screens, on a white
//! ground of its own: so it is the same on a dark page.

use super::lettering::Face;
use super::sheet::{STRONG, TEXT, WIDE};
use super::{Chart, PointStatus};
use crate::markup::Html;

/// What stands around a drawing.
#[derive(Debug, Clone)]
pub struct Alone<'a> {
    /// Whose chart it is: "Single assessments completed on time".
    pub title: &'a str,
    /// What it shows: "88% in April to June 2016".
    pub finding: &'a str,
    /// The shorthand in it, explained; empty for none.
    pub shorthand: &'a str,
    /// Where it comes from: "Doncaster Council, April to June 2016".
    pub source: &'a str,
}

/// What is said of a measure on a tile.
#[derive(Debug, Clone)]
pub struct AloneTile<'a> {
    /// Its shape and colour.
    pub status: PointStatus,
    /// "Outside tolerance".
    pub verdict: &'a str,
    /// "Single assessments completed on time".
    pub title: &'a str,
    /// "88%", "548.2"; empty where there is no figure.
    pub number: &'a str,
    /// "per 100,000"; where there is no figure, why.
    pub unit: &'a str,
    /// "Target 92% or more, tolerance 90%"; empty for none.
    pub aim: &'a str,
    /// The shorthand in it, explained; empty for none.
    pub shorthand: &'a str,
    /// Where it comes from.
    pub source: &'a str,
}

const INK: &str = "#14202b";
const SOFT: &str = "#4c5b69";
const EDGE: f64 = 20.0;
const HEADING: Face = Face::bold(17.0);
const FIGURE: Face = Face::bold(44.0);
const FONT: &str = "system-ui, 'Segoe UI', Roboto, Arial, sans-serif";
const TILE_WIDTH: f64 = 360.0;

/// What a class looks like without a stylesheet. Letters are filled, all else is drawn.
fn look(class: &str) -> &'static str {
    match class {
        "gap" => "fill=\"#f3f6f8\"",
        "band" => "fill=\"#fdf2da\"",
        "grid" => "stroke=\"#d3dae1\"",
        "zero" => "stroke=\"#4c5b69\"",
        "tick" => "stroke=\"#d3dae1\" stroke-width=\"1.5\"",
        "axis-cut" => "stroke=\"#4c5b69\" stroke-width=\"1.5\"",
        "benchmark" => "stroke=\"#4c5b69\" stroke-width=\"2\" stroke-dasharray=\".1 5\"",
        "tolline" => "stroke=\"#c07a00\" stroke-width=\"1.5\"",
        "goalline" => {
            "stroke=\"#14202b\" stroke-width=\"1.75\" stroke-dasharray=\"6 4\" stroke-linecap=\"butt\""
        }
        "break" => "stroke=\"#4c5b69\" stroke-width=\"1.5\" stroke-dasharray=\"2 4\"",
        "leader" => "stroke=\"#4c5b69\" stroke-width=\".75\"",
        "run" => "stroke=\"#12436d\" stroke-width=\"2.5\"",
        "months" => "stroke=\"#12436d\"",
        "mark good" => "fill=\"#1d8a5a\" stroke=\"#fff\" stroke-width=\"1.25\"",
        "mark near" => "fill=\"#c07a00\" stroke=\"#fff\" stroke-width=\"1.25\"",
        "mark bad" => "fill=\"#c8233d\" stroke=\"#fff\" stroke-width=\"1.25\"",
        "mark unrated" => "fill=\"#fff\" stroke=\"#12436d\" stroke-width=\"2.5\"",
        "mark month" => "fill=\"#fff\" stroke=\"#12436d\" stroke-width=\"1.5\"",
        "t-year" | "t-target" => "fill=\"#14202b\" font-weight=\"600\"",
        "t-now" => {
            "fill=\"#14202b\" font-weight=\"700\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"4\""
        }
        "t-month" => "fill=\"#14202b\"",
        _ => "fill=\"#4c5b69\"",
    }
}

/// A chart's wide drawing with its title above it and its source below.
pub fn alone(chart: &Chart, around: &Alone) -> String {
    let room = WIDE.width;
    let title = HEADING.wrap(around.title, room, 2);
    let finding = TEXT.wrap(around.finding, room, 2);
    let mut svg = names(&chart.title, &chart.description);
    let mut y = EDGE;
    lines(&mut svg, &title, HEADING, INK, &mut y);
    lines(&mut svg, &finding, TEXT, SOFT, &mut y);
    y += 8.0;
    svg.push_str(&format!(
        "<g transform=\"translate({EDGE} {y})\" font-size=\"13\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n{}</g>\n",
        with_looks(chart.wide.inside())
    ));
    y += WIDE.height + 12.0;
    let shorthand = TEXT.wrap(around.shorthand, room, 2);
    lines(&mut svg, &shorthand, TEXT, SOFT, &mut y);
    let source = TEXT.wrap(around.source, room, 2);
    lines(&mut svg, &source, TEXT, SOFT, &mut y);
    document(room + 2.0 * EDGE, y + EDGE / 2.0, &svg)
}

/// A tile: the rating in words and by its shape, and the figure.
pub fn tile(tile: &AloneTile) -> String {
    let room = TILE_WIDTH - 2.0 * EDGE;
    let (fill, shape) = match tile.status {
        PointStatus::Good => ("#00693e", "M1 10a9 9 0 0 1 18 0a9 9 0 0 1 -18 0z"),
        PointStatus::Near => ("#7a4b00", "M10 .8L19.2 10 10 19.2.8 10z"),
        PointStatus::Bad => ("#a8102a", "M10 1.2L19.4 18.4H.6z"),
        PointStatus::Unrated => (
            SOFT,
            "M2.5 10a7.5 7.5 0 0 1 15 0a7.5 7.5 0 0 1 -15 0zM5 10a5 5 0 0 0 10 0a5 5 0 0 0 -10 0z",
        ),
    };
    let mut svg = names(
        &format!("{}: {}", tile.title, in_one_line(tile)),
        &sentences([tile.verdict, tile.aim, tile.shorthand]),
    );
    svg.push_str(&format!(
        "<rect width=\"{TILE_WIDTH}\" height=\"6\" fill=\"{fill}\"/>\n"
    ));
    svg.push_str(&format!(
        "<path transform=\"translate({EDGE} 22)\" d=\"{shape}\" fill=\"{fill}\"/>\n"
    ));
    let mut y = verdict(&mut svg, tile.verdict, fill) + 18.0;
    lines(
        &mut svg,
        &HEADING.wrap(tile.title, room, 3),
        HEADING,
        INK,
        &mut y,
    );
    y += 6.0;
    figure(&mut svg, tile, &mut y);
    lines(
        &mut svg,
        &STRONG.wrap(tile.aim, room, 2),
        STRONG,
        INK,
        &mut y,
    );
    y += 4.0;
    let shorthand = TEXT.wrap(tile.shorthand, room, 2);
    lines(&mut svg, &shorthand, TEXT, SOFT, &mut y);
    lines(
        &mut svg,
        &TEXT.wrap(tile.source, room, 2),
        TEXT,
        SOFT,
        &mut y,
    );
    document(TILE_WIDTH, y + EDGE / 2.0, &svg)
}

/// The rating beside its shape. Answers where it ends.
fn verdict(svg: &mut String, words: &str, fill: &str) -> f64 {
    let aside = 28.0;
    let mut y = 24.0;
    for line in STRONG.wrap(words, TILE_WIDTH - 2.0 * EDGE - aside, 2) {
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"13\" font-weight=\"700\" fill=\"{fill}\">{}</text>\n",
            EDGE + aside,
            y + STRONG.size,
            Html::text(&line)
        ));
        y += STRONG.pitch();
    }
    y
}

/// The figure in one line, or the number large and its unit below: "548.2", "per 100,000".
fn figure(svg: &mut String, tile: &AloneTile, y: &mut f64) {
    let room = TILE_WIDTH - 2.0 * EDGE;
    let shown = in_one_line(tile);
    if FIGURE.width(&shown) <= room {
        return lines(svg, &[shown], FIGURE, INK, y);
    }
    lines(svg, &FIGURE.wrap(tile.number, room, 2), FIGURE, INK, y);
    lines(svg, &STRONG.wrap(tile.unit, room, 2), STRONG, INK, y);
}

fn in_one_line(tile: &AloneTile) -> String {
    let shown = format!("{} {}", tile.number, tile.unit);
    shown.trim().to_owned()
}

/// Each with a full stop, whether it came with one or without; what is empty is not said.
fn sentences<const N: usize>(said: [&str; N]) -> String {
    let said = said.map(|one| one.trim_end_matches('.'));
    let said = said.into_iter().filter(|one| !one.is_empty());
    let said: Vec<String> = said.map(|one| format!("{one}.")).collect();
    said.join(" ")
}

/// Title and description, and right behind them the ground.
fn names(title: &str, description: &str) -> String {
    format!(
        "<title id=\"alone-title\">{}</title>\n<desc id=\"alone-desc\">{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        Html::text(title),
        Html::text(description),
    )
}

fn document(width: f64, height: f64, inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"alone-title alone-desc\" font-family=\"{FONT}\">\n{inner}</svg>\n"
    )
}

fn lines(svg: &mut String, texts: &[String], face: Face, fill: &str, y: &mut f64) {
    let weight = if face == TEXT { "400" } else { "700" };
    for text in texts.iter().filter(|text| !text.is_empty()) {
        let base = *y + face.size;
        svg.push_str(&format!(
            "<text x=\"{EDGE}\" y=\"{base}\" font-size=\"{}\" font-weight=\"{weight}\" fill=\"{fill}\">{}</text>\n",
            face.size,
            Html::text(text)
        ));
        *y += face.pitch();
    }
}

fn with_looks(inner: &str) -> String {
    let mut parts = inner.split("class=\"");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (class, rest) = part.split_once('"').unwrap_or((part, ""));
        whole.push_str(look(class));
        whole.push_str(rest);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::tests::{any, reading::read};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn a_file_is_well_formed_whatever_its_texts_are(spec in any::spec(), text in any::text()) {
            let spec = super::super::TrendSpec { title: text.clone(), description: text.clone(), ..spec };
            let around = Alone { title: &text, finding: &text, shorthand: &text, source: &text };
            if let Some(chart) = super::super::trend(&spec) {
                read(alone(&chart, &around).trim_end());
            }
            let status = PointStatus::Near;
            let (verdict, title, number, unit, aim, shorthand, source) = (&*text, &*text, &*text, &*text, &*text, &*text, &*text);
            let parts = AloneTile { status, verdict, title, number, unit, aim, shorthand, source };
            read(tile(&parts).trim_end());
        }
    }

    #[test]
    fn no_class_is_left_and_every_shape_has_a_colour() {
        let drawn = "<path class=\"mark bad\" d=\"M0 0\"/>\n<text class=\"t-tick\">1</text>";
        let looks = with_looks(drawn);
        assert!(!looks.contains("class="), "{looks}");
        assert!(looks.starts_with("<path fill=\"#c8233d\""), "{looks}");
        assert!(looks.contains("<text fill=\"#4c5b69\">1"), "{looks}");
    }

    #[test]
    fn its_colours_are_those_of_the_default_theme() {
        let style = include_str!("../../themes/default/style.css");
        let source = include_str!("alone.rs");
        let colours = source
            .match_indices("\\\"#")
            .map(|(at, _)| &source[at + 2..]);
        let colours = colours.filter_map(|rest| rest.split('\\').next());
        for colour in colours.filter(|colour| colour.len() == 7) {
            assert!(style.contains(&format!("{colour};")), "{colour}");
        }
    }

    #[test]
    fn nothing_on_a_tile_is_wider_than_it() {
        let svg = tile(&AloneTile {
            status: PointStatus::Near,
            verdict: "Amber: missed, and no worse than last year",
            title: "Older people who move into residential care, for every hundred thousand",
            number: "548.2",
            unit: "per 100,000",
            aim: "Target 560 per 100,000 or less, tolerance 588 per 100,000",
            shorthand: "",
            source: "Example Council",
        });
        let texts: Vec<&str> = svg.split("<text ").skip(1).collect();
        assert_eq!(texts.len(), 10, "{svg}");
        for text in texts {
            let attribute = |name: &str| {
                let value = text.split(&format!("{name}=\"")).nth(1);
                let value = value.and_then(|rest| rest.split('"').next());
                value.and_then(|value| value.parse().ok()).unwrap_or(0.0)
            };
            let words = text
                .split('>')
                .nth(1)
                .and_then(|rest| rest.split('<').next());
            let width = Face::bold(attribute("font-size")).width(words.unwrap_or_default());
            assert!(attribute("x") + width <= TILE_WIDTH - EDGE, "{text}");
        }
    }

    #[test]
    fn the_reason_for_a_missing_figure_is_not_taken_apart() {
        let svg = tile(&AloneTile {
            status: PointStatus::Unrated,
            verdict: "Not rated",
            title: "Older people in residential care",
            number: "",
            unit: "Not collected in this quarter",
            aim: "",
            shorthand: "",
            source: "Example Council",
        });
        assert!(svg.contains(">Not collected in this quarter<"), "{svg}");
    }

    #[test]
    fn what_a_tile_says_is_text() {
        let svg = tile(&AloneTile {
            status: PointStatus::Bad,
            verdict: "Outside tolerance",
            title: "R&D <spend>",
            number: "88%",
            unit: "",
            aim: "",
            shorthand: "Shorthand: [p] provisional.",
            source: "Example Council",
        });
        assert!(svg.contains("R&amp;D &lt;spend&gt;"), "{svg}");
        let said = "<desc id=\"alone-desc\">Outside tolerance. Shorthand: [p] provisional.</desc>";
        assert!(svg.contains(said), "{svg}");
    }
}
