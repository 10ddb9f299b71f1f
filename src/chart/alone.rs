//! A drawing on its own: as a file that any page or document can show, without the site's stylesheet.
//!
//! It is in the colours of the default theme's light screens, on a white ground of its own: so it is the same on a dark
//! page.

use super::ink::Ink;
use super::lettering::Face;
use super::sheet::{STRONG, TEXT, WIDE};
use super::{Drawing, Tone, TrendSpec, shapes, trend};
use crate::markup::Html;

/// What is written around a drawing.
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

/// What a tile shows of a measure.
#[derive(Debug, Clone)]
pub struct AloneTile<'a> {
    /// Its shape and colour.
    pub status: Tone,
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

/// Returns a chart's wide drawing with its title above it and its source below. With too few figures for a plot it has the
/// words alone.
pub fn alone(spec: &TrendSpec, around: &Alone) -> String {
    let mut file = File::new(WIDE.width, &spec.title, &spec.description);
    file.text(0.0, around.title, 2, HEADING, INK);
    file.text(0.0, around.finding, 2, TEXT, SOFT);
    file.y += 8.0;
    if let Some(drawing) = trend::wide(spec) {
        file.draw(&drawing);
    }
    file.text(0.0, around.shorthand, 2, TEXT, SOFT);
    file.text(0.0, around.source, 2, TEXT, SOFT);
    file.document()
}

/// A tile: the rating in words and by its shape, and the figure.
pub fn tile(tile: &AloneTile) -> String {
    let (fill, shape) = match tile.status {
        Tone::Good => ("#00693e", "M1 10a9 9 0 0 1 18 0a9 9 0 0 1 -18 0z"),
        Tone::Near => ("#7a4b00", "M10 .8L19.2 10 10 19.2.8 10z"),
        Tone::Bad => ("#a8102a", "M10 1.2L19.4 18.4H.6z"),
        Tone::Blue => (
            "#1d4f91",
            "M10 .6l2.9 6.1 6.7.9-4.9 4.7 1.2 6.6L10 15.7l-5.9 3.2 1.2-6.6L.4 7.6l6.7-.9z",
        ),
        Tone::Yellow => ("#665500", "M1.5 1.5h17v17h-17z"),
        Tone::Purple => ("#5b2a86", "M10 .8l9.4 6.9-3.6 11.1H4.2L.6 7.7z"),
        Tone::None => (
            SOFT,
            "M2.5 10a7.5 7.5 0 0 1 15 0a7.5 7.5 0 0 1 -15 0zM5 10a5 5 0 0 0 10 0a5 5 0 0 0 -10 0z",
        ),
    };
    let shown = format!("{} {}", tile.number, tile.unit);
    let shown = shown.trim();
    let title = format!("{}: {shown}", tile.title);
    let description = sentences([tile.verdict, tile.aim, tile.shorthand]);
    let mut file = File::new(TILE_WIDTH - 2.0 * EDGE, &title, &description);
    file.svg.push_str(&format!(
        "<rect width=\"{TILE_WIDTH}\" height=\"6\" fill=\"{fill}\"/>\n\
         <path transform=\"translate({EDGE} 22)\" d=\"{shape}\" fill=\"{fill}\"/>\n"
    ));
    file.y = 24.0;
    file.text(28.0, tile.verdict, 2, STRONG, fill);
    file.y += 18.0;
    file.text(0.0, tile.title, 3, HEADING, INK);
    file.y += 6.0;
    // The figure in one line, or the number large and its unit below: "548.2", "per 100,000".
    if FIGURE.width(shown) <= file.room {
        file.text(0.0, shown, 1, FIGURE, INK);
    } else {
        file.text(0.0, tile.number, 2, FIGURE, INK);
        file.text(0.0, tile.unit, 2, STRONG, INK);
    }
    file.text(0.0, tile.aim, 2, STRONG, INK);
    file.y += 4.0;
    file.text(0.0, tile.shorthand, 2, TEXT, SOFT);
    file.text(0.0, tile.source, 2, TEXT, SOFT);
    file.document()
}

/// Returns each with a full stop, whether it came with one or without; what is empty is not said.
fn sentences(said: [&str; 3]) -> String {
    let said = said.map(|one| one.trim_end_matches('.'));
    let said = said.into_iter().filter(|one| !one.is_empty());
    let said: Vec<String> = said.map(|one| format!("{one}.")).collect();
    said.join(" ")
}

/// A file in the making: lines of text from the top down, and what is between them.
struct File {
    svg: String,
    /// The width of a line.
    room: f64,
    /// Where the next line starts.
    y: f64,
}

impl File {
    /// A white ground with a title and a description.
    fn new(room: f64, title: &str, description: &str) -> Self {
        let svg = format!(
            "<title id=\"alone-title\">{}</title>\n<desc id=\"alone-desc\">{}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            Html::text(title),
            Html::text(description),
        );
        let y = EDGE;
        Self { svg, room, y }
    }

    /// Writes a text in at most so many lines that start so far from the left.
    fn text(&mut self, aside: f64, text: &str, most: usize, face: Face, fill: &str) {
        let weight = if face == TEXT { "400" } else { "700" };
        for line in face.wrap(text, self.room - aside, most) {
            self.svg.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{weight}\" fill=\"{fill}\">{}</text>\n",
                EDGE + aside,
                self.y + face.size,
                face.size,
                Html::text(&line)
            ));
            self.y += face.pitch();
        }
    }

    fn draw(&mut self, drawing: &Drawing) {
        self.svg.push_str(&format!(
            "<g transform=\"translate({EDGE} {})\" font-size=\"{}\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n",
            self.y, TEXT.size,
        ));
        shapes::write(&drawing.shapes, Ink::look, &mut self.svg);
        self.svg.push_str("</g>\n");
        self.y += drawing.height + 12.0;
    }

    fn document(self) -> String {
        let (width, height) = (self.room + 2.0 * EDGE, self.y + EDGE / 2.0);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-labelledby=\"alone-title alone-desc\" font-family=\"{FONT}\">\n{}</svg>\n",
            self.svg
        )
    }
}
