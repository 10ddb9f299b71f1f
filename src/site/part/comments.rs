//! Comments: those of a quarter on one subject, each under the name of its author.

use schemars::JsonSchema;
use serde::Serialize;

use super::collected::Collected;
use super::prose::{self, Piece};
use crate::model::{Comment, Quarter, Subject};
use crate::site::context::Context;
use crate::site::phrases::{names, periods};
use crate::site::route::Links;
use crate::site::route::edit::edit_address;
use crate::site::words::fill;

/// A comment on a page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CommentView {
    /// The name above the comment: "Trust response", or the organisation.
    pub speaker: String,
    /// `named` for a comment by one of the site's voices, `own` for one by the organisation itself.
    pub kind: &'static str,
    /// The text of the comment.
    pub pieces: Vec<Piece>,
    /// The address at which readers can suggest a change. `None` if the site has none.
    pub suggest: Option<String>,
    /// The reference or title of what it is about: "A2".
    pub on: String,
    /// What the comment is about in full, for screen readers: "Trust response on Assessments completed on time, April
    /// to June 2016".
    pub about: String,
}

/// The comments on a subject in one quarter.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct QuarterComments {
    /// The quarter: "April to June 2016".
    pub period: String,
    /// The comments, in the order of the site's voices.
    pub comments: Vec<CommentView>,
}

/// Returns the text for a measure without comments.
pub(crate) fn no_comment(context: &Context, quarter: Quarter) -> String {
    let quarter = periods::quarter(context.words, quarter);
    fill(context.words.no_comment, &[("quarter", &quarter)])
}

/// Returns the comments on a subject in a quarter, in the order of the site's voices.
pub(crate) fn comments(
    context: &Context,
    quarter: Quarter,
    subject: &Subject,
    links: &Links,
    collected: &mut Collected,
) -> QuarterComments {
    let language = context.report.site.languages.first();
    let about = |comment: &&Comment| {
        !comment.prose.fragments.is_empty()
            && comment.subject == *subject
            && Some(&comment.language) == language
    };
    let comments = context.report.comments_of(quarter).iter();
    let comments = comments.map(|comment| &**comment);
    let mut comments: Vec<&Comment> = comments.filter(about).collect();
    let rank = |comment: &Comment| {
        let voice = comment.voice.as_ref();
        context
            .report
            .site
            .voices
            .iter()
            .position(|known| Some(&known.id) == voice)
    };
    comments.sort_by_key(|comment| rank(comment));
    QuarterComments {
        period: periods::quarter(context.words, quarter),
        comments: comments
            .into_iter()
            .map(|comment| comment_view(context, comment, links, collected))
            .collect(),
    }
}

fn comment_view(
    context: &Context,
    comment: &Comment,
    links: &Links,
    collected: &mut Collected,
) -> CommentView {
    let site = &context.report.site;
    let voice = comment.voice.as_ref().and_then(|id| site.voice(id));
    let speaker = voice.map_or(&site.organisation, |voice| &voice.name);
    let speaker = speaker.as_str();
    collected.comments.push(comment.path.clone());
    CommentView {
        speaker: speaker.to_owned(),
        kind: if voice.is_some() { "named" } else { "own" },
        pieces: prose::prose(context, &comment.prose, links, collected),
        suggest: edit_address(site, &comment.path),
        on: short_subject(context, comment),
        about: about(context, comment, speaker),
    }
}

fn short_subject(context: &Context, comment: &Comment) -> String {
    let reference = match &comment.subject {
        Subject::Measure(id) => context.report.measure(id).and_then(|m| m.reference.clone()),
        _ => None,
    };
    reference.unwrap_or_else(|| subject_of(context, comment))
}

fn subject_of(context: &Context, comment: &Comment) -> String {
    match &comment.subject {
        Subject::Overview => context.words.the_whole_quarter.to_owned(),
        Subject::Finance => context.words.its_money.to_owned(),
        Subject::Risks => context.words.its_risks.to_owned(),
        Subject::Measure(id) => context
            .report
            .measure(id)
            .map_or(id.to_string(), |measure| names::title_of(context, measure)),
        Subject::Objective(id) => context
            .report
            .objective(id)
            .map_or(id.to_string(), |(_, own)| own.title.as_str().to_owned()),
    }
}

fn about(context: &Context, comment: &Comment, speaker: &str) -> String {
    let subject = subject_of(context, comment);
    let quarter = periods::quarter(context.words, comment.quarter);
    let slots = [
        ("speaker", speaker),
        ("subject", &subject),
        ("quarter", &quarter),
    ];
    fill(context.words.comment_about, &slots)
}
