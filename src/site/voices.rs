//! What was said: the comments of a quarter on one subject, each under the name of who speaks.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::origins::edit_address;
use super::page::Page;
use super::periods;
use super::prose::Piece;
use super::routes::Links;
use super::words::fill;
use crate::model::{Comment, Quarter, Subject};

/// A comment on a page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct CommentView {
    /// Who speaks: "Trust response", or the organisation itself.
    pub speaker: String,
    /// Whose words these are where voices are told apart: `named`, or `own` of the organisation itself.
    pub kind: &'static str,
    /// What is said.
    pub pieces: Vec<Piece>,
    /// Where a change to it is suggested; empty where the site does not say.
    pub suggest: String,
    /// "A2": the reference or the title of what it is about.
    pub on: String,
    /// "Trust response on Assessments completed on time, April to June 2016": which comment it is, for those who hear a
    /// link on its own.
    pub about: String,
}

/// The comments of one quarter, side by side.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Voices {
    /// "April to June 2016".
    pub period: String,
    /// In the order of the site's voices.
    pub comments: Vec<CommentView>,
}
impl Context<'_> {
    /// Said of a measure where nobody commented.
    pub(super) fn no_comment(&self, quarter: Quarter) -> String {
        let quarter = periods::quarter(self.words, quarter);
        fill(self.words.no_comment, &[("quarter", &quarter)])
    }

    /// What was said of a subject in a quarter, in the order of the site's voices.
    pub(super) fn voices(
        &self,
        quarter: Quarter,
        subject: &Subject,
        links: &Links,
        page: &mut Page,
    ) -> Voices {
        let language = self.report.site.languages.first();
        let about = |comment: &&Comment| {
            !comment.prose.fragments.is_empty()
                && comment.subject == *subject
                && Some(&comment.language) == language
        };
        let comments = self.report.comments_of(quarter).iter();
        let comments = comments.map(|comment| &**comment);
        let mut comments: Vec<&Comment> = comments.filter(about).collect();
        let rank = |comment: &Comment| {
            let voice = comment.voice.as_ref();
            self.report
                .site
                .voices
                .iter()
                .position(|known| Some(&known.id) == voice)
        };
        comments.sort_by_key(|comment| rank(comment));
        Voices {
            period: periods::quarter(self.words, quarter),
            comments: comments
                .into_iter()
                .map(|comment| self.comment(comment, links, page))
                .collect(),
        }
    }

    fn comment(&self, comment: &Comment, links: &Links, page: &mut Page) -> CommentView {
        let site = &self.report.site;
        let voice = comment.voice.as_ref().and_then(|id| site.voice(id));
        let speaker = voice.map_or(&site.organisation, |voice| &voice.name);
        let speaker = speaker.as_str();
        page.comments.push(comment.path.clone());
        CommentView {
            speaker: speaker.to_owned(),
            kind: if voice.is_some() { "named" } else { "own" },
            pieces: self.prose(&comment.prose, links, page),
            suggest: edit_address(site, &comment.path),
            on: self.short_subject(comment),
            about: self.about(comment, speaker),
        }
    }

    fn short_subject(&self, comment: &Comment) -> String {
        let reference = match &comment.subject {
            Subject::Measure(id) => self.report.measure(id).and_then(|m| m.reference.clone()),
            _ => None,
        };
        reference.unwrap_or_else(|| self.subject_of(comment))
    }

    fn subject_of(&self, comment: &Comment) -> String {
        match &comment.subject {
            Subject::Overview => self.words.the_whole_quarter.to_owned(),
            Subject::Finance => self.words.its_money.to_owned(),
            Subject::Risks => self.words.its_risks.to_owned(),
            Subject::Measure(id) => self
                .report
                .measure(id)
                .map_or(id.to_string(), |measure| self.title_of(measure)),
            Subject::Objective(id) => self
                .report
                .objective(id)
                .map_or(id.to_string(), |(_, own)| own.title.as_str().to_owned()),
        }
    }

    fn about(&self, comment: &Comment, speaker: &str) -> String {
        let subject = self.subject_of(comment);
        let quarter = periods::quarter(self.words, comment.quarter);
        let slots = [
            ("speaker", speaker),
            ("subject", &subject),
            ("quarter", &quarter),
        ];
        fill(self.words.comment_about, &slots)
    }
}
