//! Drawings and tiles on their own, as files.

use proptest::prelude::*;
use quarterdeck::chart::{
    Alone, AloneTile, Tone, TrendSpec, alone, text_width, tile_alone as tile, trend,
};

use super::reading::read;
use super::{any, size, small};

/// From the edge of a tile to its words.
const EDGE: f64 = 20.0;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_file_is_well_formed_whatever_its_texts_are(spec in any::spec(), text in any::text()) {
        let spec = TrendSpec { title: text.clone(), description: text.clone(), ..spec };
        let around = Alone { title: &text, finding: &text, shorthand: &text, source: &text };
        read(alone(&spec, &around).trim_end());
        let status = Tone::Near;
        let (verdict, title, number, unit, aim, shorthand, source) = (&*text, &*text, &*text, &*text, &*text, &*text, &*text);
        let parts = AloneTile { status, verdict, title, number, unit, aim, shorthand, source };
        read(tile(&parts).trim_end());
    }
}

#[test]
fn a_file_is_as_tall_as_its_drawing_and_has_no_class() {
    let [title, finding, shorthand, source] = ["Example"; 4];
    let around = Alone {
        title,
        finding,
        shorthand,
        source,
    };
    let height = |spec: &TrendSpec| {
        let svg = alone(spec, &around);
        assert!(!svg.contains("class="), "{svg}");
        let height = read(svg.trim_end())[0].get("height").parse::<f64>();
        height.expect("a number")
    };
    let mut few = small();
    few.periods.truncate(2);
    let drawing = trend(&small()).expect("figures").wide;
    let (_, drawn) = size(&read(drawing.svg().as_str())[0]);
    let added = height(&small()) - height(&few);
    // With the room below it.
    assert!((added - drawn - 12.0).abs() < 0.01, "{added} {drawn}");
}

const TILE: AloneTile<'static> = AloneTile {
    status: Tone::Near,
    verdict: "Amber: missed, and no worse than last year",
    title: "Older people who move into residential care, for every hundred thousand",
    number: "548.2",
    unit: "per 100,000",
    aim: "Target 560 per 100,000 or less, tolerance 588 per 100,000",
    shorthand: "",
    source: "Example Council",
};

#[test]
fn nothing_on_a_tile_is_wider_than_it() {
    let elements = read(tile(&TILE).trim_end());
    let (width, _) = size(&elements[0]);
    let texts = elements.iter().filter(|element| element.name == "text");
    assert_eq!(texts.clone().count(), 10, "{elements:?}");
    for text in texts {
        let number = |name| text.get(name).parse::<f64>().expect("a number");
        let room = width - EDGE - number("x");
        let taken = text_width(&text.text, number("font-size"), true);
        assert!(taken <= room, "{text:?}");
    }
}

#[test]
fn what_a_tile_says_is_text_and_the_reason_for_a_missing_figure_is_whole() {
    let svg = tile(&AloneTile {
        verdict: "Outside tolerance",
        title: "R&D <spend>",
        number: "",
        unit: "Not collected in this quarter",
        aim: "",
        shorthand: "Shorthand: [p] provisional.",
        ..TILE
    });
    for said in [
        "R&amp;D &lt;spend&gt;",
        ">Not collected in this quarter<",
        "<desc id=\"alone-desc\">Outside tolerance. Shorthand: [p] provisional.</desc>",
    ] {
        assert!(svg.contains(said), "{svg}");
    }
}
