//! What every page is made from.

use super::route::parts::Splits;
use super::route::{LinkStyle, Links, Route};
use super::words::{self, Words};
use crate::assess::Assessment;
use crate::model::Report;

/// How the site is to be made, beside what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Where it is published, ending in `/`; overrides the site's own.
    pub base_url: Option<String>,
    /// How links end.
    pub links: LinkStyle,
}

/// What every page is made from.
pub(crate) struct Context<'a> {
    pub(crate) report: &'a Report,
    pub(crate) assessment: &'a Assessment,
    pub(crate) words: &'static Words,
    pub(crate) options: &'a Options,
    /// What sentences call whoever rates in colours: "the council", where it is one body.
    pub(crate) publisher: String,
    /// How its long lists are split.
    pub(crate) splits: Splits,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        report: &'a Report,
        assessment: &'a Assessment,
        options: &'a Options,
    ) -> Self {
        let words = words::of(report.site.languages.first());
        Self {
            report,
            assessment,
            words,
            options,
            publisher: publisher(report, assessment).unwrap_or_else(|| words.publisher.to_owned()),
            splits: Splits::default(),
        }
    }

    /// Where the site is published, if that is known.
    pub(crate) fn base_url(&self) -> Option<&str> {
        self.options
            .base_url
            .as_deref()
            .or(self.report.site.base_url.as_deref())
    }

    /// The path of the base address: `/` or `/performance/`.
    pub(crate) fn base_path(&self) -> String {
        let path = self.base_url().and_then(|url| {
            let (_, after) = url.split_once("://")?;
            after.find('/').map(|at| after[at..].to_owned())
        });
        path.unwrap_or_else(|| "/".to_owned())
    }

    pub(crate) fn links(&self, route: &Route) -> Links {
        Links::of(route, self.options.links, &self.base_path())
    }
}

/// The one body that gave every colour of the site, if it is one and has a name for sentences.
fn publisher(report: &Report, assessment: &Assessment) -> Option<String> {
    let voice = report.site.voice(assessment.colours_by()?)?;
    Some(voice.body.as_ref()?.as_str().to_owned())
}
