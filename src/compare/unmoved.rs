//! Comments that did not change although their figure or rating did.

use std::collections::BTreeSet;

use super::Side;
use super::changes::{Change, ChangeKind};
use crate::model::{MeasureId, Quarter, Subject};
use crate::site::statements::About;
use crate::site::statements::whole::comment_statement;
use crate::source::SourcePath;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnmovedComment {
    pub quarter: Quarter,
    pub measure: MeasureId,
    /// The title: "Assessments completed on time: Trust response".
    pub(crate) title: String,
    /// The path of its file.
    pub path: SourcePath,
}

/// Rule: a comment is listed if the figure or the rating of its measure, or of a member, changed in its quarter but the
/// comment did not change at all.
pub(super) fn unmoved(
    before: Option<&Side>,
    after: &Side,
    changes: &[Change],
) -> Vec<UnmovedComment> {
    let mut moved: BTreeSet<(Quarter, &str)> = BTreeSet::new();
    for change in changes {
        if let About::Figure(quarter, id) = &change.about
            && change.kind == ChangeKind::Changed
            && change.differs_in(&["figure", "rating"])
        {
            moved.extend([(*quarter, id.as_str()), (*quarter, id.whole())]);
        }
    }
    let listed: BTreeSet<&About> = changes.iter().map(|change| &change.about).collect();
    let mut known: BTreeSet<About> = BTreeSet::new();
    if let Some(side) = before {
        let statements = side.report().comments.iter();
        let statements = statements.map(|comment| comment_statement(&side.pages.context, comment));
        known.extend(statements.map(|statement| statement.about));
    }
    let comments = after.report().comments.iter();
    let unmoved = comments.filter_map(|comment| {
        let Subject::Measure(id) = &comment.subject else {
            return None;
        };
        if !moved.contains(&(comment.quarter, id.as_str())) {
            return None;
        }
        let statement = comment_statement(&after.pages.context, comment);
        let stays = known.contains(&statement.about) && !listed.contains(&statement.about);
        stays.then(|| UnmovedComment {
            quarter: comment.quarter,
            measure: id.clone(),
            title: statement.title,
            path: comment.path.clone(),
        })
    });
    unmoved.collect()
}
