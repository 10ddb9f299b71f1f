//! Small pictures that stand among text: in tiles and in cells of tables.
//!
//! Like a chart, a picture knows places and nothing else. Colours are the stylesheet's, words come in ready to print, and
//! no element has an id, so one picture may stand on a page any number of times. Text beside a picture says what it shows,
//! so it is passed over; only a run of figures says so itself.
//!
//! # Classes
//!
//! The root is `picture`, its kind (`proportion`, `dots`, `parts`, `sparkline`, `variance`) and how it is rated (`good`,
//! `near`, `bad`, `none`). Within it:
//!
//! | class | on | what it is |
//! |---|---|---|
//! | `empty`, `full` | filled path | the marks of a whole, and as much of them as the figure takes; a bar of a variance |
//! | `halo` | stroked path | the room round a tick: wide, in the colour of the ground |
//! | `slack` | stroked path | tick at the threshold of a variance, to be broken |
//! | `shade-1` to `shade-4` | filled path | parts that make up the figure, from the strongest shade to the faintest |
//! | `apart` | filled path | part of the whole that is not of the figure: hollow |
//! | `t-shade-1` to `t-shade-4`, `t-apart` | text | the number in such a part |
//! | `run`, `goalline`, `break`, `zero`, `grid` | stroked path | as in a chart; `grid` is how far a variance may reach |
//! | `lone` | filled path | a figure whose neighbours are missing, so that no line runs through it |
//! | `mark good`, `mark near`, `mark bad`, `mark unrated` | path | the shape of a rating, as in a chart |

use super::ink::Ink;
use super::shapes::{Shapes, write};
use super::spec::Tone;
use crate::markup::Html;

mod marks;
mod parts;
mod run;
mod variance;

pub use marks::share;
pub use parts::{Part, Shade, parts};
pub use run::run;
pub use variance::{Variance, variance};

/// Returns a drawing of this class, width and height. `says` is its name and what there is to see, if no text beside it
/// says so.
fn drawn(
    name: &str,
    (width, height): (f64, f64),
    status: Tone,
    says: Option<(&str, &str)>,
    shapes: &Shapes,
) -> Html {
    let tone = match status {
        Tone::Good => "good",
        Tone::Near => "near",
        Tone::Bad => "bad",
        Tone::Blue => "blue",
        Tone::Yellow => "yellow",
        Tone::Purple => "purple",
        Tone::None => "none",
    };
    let role = match says {
        Some((title, description)) => format!(
            "role=\"img\"><title>{}</title><desc>{}</desc>",
            Html::text(title),
            Html::text(description)
        ),
        None => "aria-hidden=\"true\">".to_owned(),
    };
    let mut out =
        format!("<svg class=\"picture {name} {tone}\" viewBox=\"0 0 {width} {height}\" {role}");
    write(&shapes.take(), Ink::class, &mut out);
    out.push_str("</svg>");
    Html::trusted(out)
}
