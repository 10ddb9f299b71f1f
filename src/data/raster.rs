//! A picture of rectangles and text as a PNG. No other file uses `tiny_skia` and `ttf_parser`.
//!
//! The fonts are part of the program, so that a picture has the same bytes on every computer.

use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};
use ttf_parser::{GlyphId, OutlineBuilder};

/// A typeface.
#[derive(Clone, Copy)]
pub(super) enum Face {
    Regular,
    Bold,
}

impl Face {
    fn font(self) -> Option<ttf_parser::Face<'static>> {
        let bytes: &[u8] = match self {
            Self::Regular => include_bytes!("fonts/regular.ttf"),
            Self::Bold => include_bytes!("fonts/bold.ttf"),
        };
        ttf_parser::Face::parse(bytes, 0).ok()
    }
}

/// Text of one face, size and colour. The size is in pixels.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) colour: [u8; 3],
}

impl Style {
    /// Returns the width of a text in pixels.
    pub(super) fn width(self, text: &str) -> f32 {
        self.glyphs(text).map(|(.., advance)| advance).sum()
    }

    /// Splits a text into lines of at most a width. A word that is wider has a line of its own.
    pub(super) fn lines(self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer, lines.last_mut()) {
                (Some(longer), Some(line)) if self.width(&longer) <= width => *line = longer,
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// Returns the same in the largest size, at most its own, at which a text takes so many lines of a width.
    pub(super) fn fitted(mut self, text: &str, width: f32, most: usize) -> Self {
        let fits = |style: Self| {
            let lines = style.lines(text, width);
            lines.len() <= most && lines.iter().all(|line| style.width(line) <= width)
        };
        while self.size > 12.0 && !fits(self) {
            self.size *= 0.94;
        }
        self
    }

    /// Returns the glyph of each character with its face, its scale and its width. A character that the font does not
    /// have is left out.
    fn glyphs(self, text: &str) -> impl Iterator<Item = (GlyphId, f32, f32)> {
        let font = self.face.font();
        text.chars().filter_map(move |c| {
            let font = font.as_ref()?;
            let glyph = font.glyph_index(c)?;
            let scale = self.size / f32::from(font.units_per_em());
            let advance = f32::from(font.glyph_hor_advance(glyph)?);
            Some((glyph, scale, advance * scale))
        })
    }
}

/// A picture that is being drawn, white at first.
pub(super) struct Canvas(Pixmap);

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Option<Self> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(Color::WHITE);
        Some(Self(pixmap))
    }

    /// Fills a rectangle: left, top, width and height.
    pub(super) fn rect(&mut self, [x, y, width, height]: [f32; 4], colour: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.fill(&PathBuilder::from_rect(rect), colour);
        }
    }

    /// Draws a line of text from a place on its baseline.
    pub(super) fn text(&mut self, text: &str, style: Style, (mut x, y): (f32, f32)) {
        let Some(font) = style.face.font() else {
            return;
        };
        let mut outline = Outline::default();
        for (glyph, scale, advance) in style.glyphs(text) {
            (outline.x, outline.y, outline.scale) = (x, y, scale);
            font.outline_glyph(glyph, &mut outline);
            x += advance;
        }
        if let Some(path) = outline.path.finish() {
            self.fill(&path, style.colour);
        }
    }

    /// Returns the picture as a PNG.
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        self.0.encode_png().ok()
    }

    fn fill(&mut self, path: &Path, [red, green, blue]: [u8; 3]) {
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, u8::MAX);
        let (rule, place) = (FillRule::Winding, Transform::identity());
        self.0.fill_path(path, &paint, rule, place, None);
    }
}

/// The outline of a text. In a font, up is positive.
#[derive(Default)]
struct Outline {
    path: PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2)) = (self.at(x1, y1), self.at(x2, y2));
        let (x, y) = self.at(x, y);
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
