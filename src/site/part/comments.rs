//! Comments: those of a quarter on one subject, each under the name of its author.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Collected, LinkView, Piece, links, prose};
use crate::markup::plain;
use crate::model::{Comment, Quarter, Subject};
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::phrases::{names, periods};
use crate::site::route::Route;
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
    /// The address for editing it. `None` if this is not a preview, or the site does not say where.
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
    /// Whether they are long enough for two columns.
    pub is_long: bool,
}

/// The first words of a comment on a quarter as a whole.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SummaryView {
    /// The first sentences, up to sixty words.
    pub text: String,
    /// A link to the whole comment.
    pub all: LinkView,
}

/// The letters of comments that fill two columns: 8 lines in each.
const LONG: usize = 800;

/// The most words of a summary.
const SUMMARY: usize = 60;

/// Returns the first words of the first comment on a quarter as a whole. `None` without one.
pub(crate) fn summary(context: &Context, quarter: Quarter) -> Option<SummaryView> {
    let comments = sections::comments_on(context, quarter, &Subject::Overview);
    let markup = comments.first()?.prose.markup();
    let paragraphs = markup.split("<p>").skip(1);
    let paragraphs = paragraphs.filter_map(|rest| rest.split("</p>").next());
    let text = plain(&paragraphs.collect::<Vec<_>>().join(" "));
    let mut all = links::link(context, context.words.read_on, &Route::Quarter(quarter));
    all.href += "#overview";
    (!text.is_empty()).then(|| SummaryView {
        text: opening(&text),
        all,
    })
}

/// Returns the first sentences of a text, up to so many words. A first sentence that is longer is cut.
fn opening(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let shown = &words[..words.len().min(SUMMARY)];
    if shown.len() == words.len() {
        return text.to_owned();
    }
    let ends = shown
        .iter()
        .rposition(|word| word.ends_with(['.', '!', '?']));
    match ends {
        Some(end) => shown[..=end].join(" "),
        None => format!("{} \u{2026}", shown.join(" ")),
    }
}

/// Returns the text for a measure without comments.
pub(crate) fn no_comment(context: &Context, quarter: Quarter) -> String {
    let quarter = names::quarter(context, quarter);
    fill(context.words.no_comment, &[("quarter", &quarter)])
}

/// Returns the comments on a subject in a quarter, in the order of the site's voices.
pub(crate) fn comments(
    context: &Context,
    quarter: Quarter,
    subject: &Subject,
    collected: &mut Collected,
) -> QuarterComments {
    let comments = sections::comments_on(context, quarter, subject);
    let letters = comments.iter().map(|one| one.prose.markup().len());
    QuarterComments {
        period: periods::quarter(context.words, quarter),
        is_long: letters.sum::<usize>() >= LONG,
        comments: comments
            .into_iter()
            .map(|comment| comment_view(context, comment, collected))
            .collect(),
    }
}

fn comment_view(context: &Context, comment: &Comment, collected: &mut Collected) -> CommentView {
    let words = context.words;
    let site = &context.report.site;
    let voice = comment.voice.as_ref().and_then(|id| site.voice(id));
    let speaker = names::speaker(context, comment);
    let parts = [words.the_whole_quarter, words.its_money, words.its_risks];
    let subject = names::subject(context, &comment.subject, parts);
    let reference = match &comment.subject {
        Subject::Measure(id) => context.report.measure(id).and_then(|m| m.reference.clone()),
        _ => None,
    };
    let slots = [
        ("speaker", speaker),
        ("subject", &subject),
        ("quarter", &periods::quarter(words, comment.quarter)),
    ];
    collected.comments.push(comment.path.clone());
    let preview = context.report.preview.as_ref();
    CommentView {
        speaker: speaker.to_owned(),
        kind: voice.map_or("own", |_| "named"),
        pieces: prose::prose(context, &comment.prose, collected),
        suggest: preview.and_then(|_| edit_address(site, &comment.path)),
        about: fill(words.comment_about, &slots),
        on: reference.unwrap_or(subject),
    }
}
