//! The matrix of risks, as a site declares it.

use super::scale;
use crate::diag::Code;
use crate::parse::fields::{at, each, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::schema::Leaf;
use crate::parse::yaml::Node;

/// The greatest likelihood, or impact, of any matrix.
pub(crate) const LONGEST: u8 = 10;

/// A matrix of risks.
#[derive(Debug)]
pub(crate) enum MatrixDraft {
    Product {
        likelihood: At<u8>,
        impact: At<u8>,
        /// The least score of each state.
        levels: Vec<(At<String>, At<u8>)>,
    },
    /// Rows of states, the likeliest first.
    Grid(Vec<At<Vec<At<String>>>>),
}

/// `risks: { likelihood: 5, impact: 5, levels: { red: 15, amber: 8, green: 1 } }`, or
/// `risks: { grid: [[amber, red], [green, amber]] }`.
pub(super) fn matrix(file: &File, node: &Node) -> Option<At<MatrixDraft>> {
    let before = file.so_far();
    let (sides, levels, grid) = map(file, node, "a matrix of risks", |fields| {
        let sides = ["likelihood", "impact"].map(|name| fields.optional_at(name, side));
        let levels = fields.named("levels", |file, _, node| at(score)(file, node));
        let row = |file: &File, node: &Node| Some(each(file, node, scale::rating));
        Some((sides, levels, fields.list("grid", at(row))))
    })?;
    let value = match (sides, levels.as_slice(), grid.as_slice()) {
        ([None, None], [], [_, ..]) => MatrixDraft::Grid(grid),
        ([Some(likelihood), Some(impact)], [_, ..], []) => MatrixDraft::Product {
            likelihood,
            impact,
            levels,
        },
        _ => {
            if file.is_whole_since(before) {
                let message = "a matrix of risks needs `likelihood`, `impact` and `levels`, or a `grid` alone";
                let help = "write `{ likelihood: 5, impact: 5, levels: { red: 15, amber: 8, green: 1 } }`, or rows of states after `grid:`, the likeliest first";
                file.error(node.id, Code::WrongShape, message, help);
            }
            return None;
        }
    };
    let node = node.id;
    Some(At { value, node })
}

/// A likelihood or an impact.
pub(super) fn side(file: &File, node: &Node) -> Option<u8> {
    up_to(file, node, LONGEST)
}

/// A score: likelihood times impact.
pub(super) fn score(file: &File, node: &Node) -> Option<u8> {
    up_to(file, node, LONGEST * LONGEST)
}

/// Notes that a score can stand here.
pub(super) fn asks_score(file: &File, node: &Node) {
    file.asks(node, || Leaf::UpTo(LONGEST * LONGEST));
}

fn up_to(file: &File, node: &Node, most: u8) -> Option<u8> {
    if file.asks(node, || Leaf::UpTo(most)) {
        return None;
    }
    let count = leaf::count(file, node)?;
    let size = u8::try_from(count)
        .ok()
        .filter(|size| (1..=most).contains(size));
    if size.is_none() {
        let message = format!("{count} is not from 1 to {most}");
        let help = format!("write a number from 1 to {most}");
        file.error(node.id, Code::Range, message, help);
    }
    size
}
