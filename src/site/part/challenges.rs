//! The challenges that a quarter reported, and progress on earlier ones.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{QuarterReport, Text};
use crate::site::context::Context;
use crate::site::phrases::periods;
use crate::site::words::fill;

/// Challenges, and progress on earlier ones.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChallengesView {
    /// Challenges that this quarter reported.
    pub ahead: Vec<ChallengeView>,
    /// Progress on challenges that earlier quarters reported.
    pub progress: Vec<ChallengeView>,
}

/// A challenge, with actions or progress on it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChallengeView {
    /// The title, as the source prints it. For progress, with the quarter that reported the challenge.
    pub title: String,
    /// What is being done, or was done, about it.
    pub points: Vec<String>,
}

pub(crate) fn challenges(context: &Context, report: &QuarterReport) -> ChallengesView {
    let ahead = report.challenges.iter().map(|challenge| ChallengeView {
        title: challenge.title.as_str().to_owned(),
        points: texts(&challenge.actions),
    });
    let progress = report.progress.iter().map(|progress| {
        let quarter = periods::quarter(context.words, progress.from);
        let slots = [
            ("challenge", progress.challenge.as_str()),
            ("quarter", &quarter),
        ];
        ChallengeView {
            title: fill(context.words.challenge_from, &slots),
            points: texts(&progress.done),
        }
    });
    ChallengesView {
        ahead: ahead.collect(),
        progress: progress.collect(),
    }
}

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.as_str().to_owned()).collect()
}
