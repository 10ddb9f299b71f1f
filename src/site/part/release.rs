//! When a report was published, when the next is expected, whom to ask, and how its figures may be reused.

use schemars::JsonSchema;
use serde::Serialize;

use super::LinkView;
use crate::model::Quarter;
use crate::site::context::Context;
use crate::site::phrases::publication;

/// A line of text, of which a part may be a link.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LineView {
    /// The text before the link, or the whole line.
    pub before: String,
    /// The link. `None` for a line without one.
    pub link: Option<LinkView>,
    /// The text after the link.
    pub after: String,
}

/// The report that a page is of.
pub(super) struct Release {
    /// "Published 27 September 2016". `None` if the day is not known.
    pub(super) published: Option<String>,
    /// Its quarter. `None` for a report to a committee that is not of one.
    pub(super) quarter: Option<Quarter>,
}

impl LineView {
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self {
            before: text.into(),
            link: None,
            after: String::new(),
        }
    }

    /// Returns a sentence with a link in place of a slot.
    pub(crate) fn linked(sentence: &str, slot: &str, label: &str, href: Option<String>) -> Self {
        let (before, after) = sentence.split_once(slot).unwrap_or((sentence, ""));
        match href {
            None => Self::of(format!("{before}{label}{after}")),
            Some(href) => Self {
                before: before.to_owned(),
                link: Some(LinkView {
                    label: label.to_owned(),
                    href,
                }),
                after: after.to_owned(),
            },
        }
    }
}

/// Returns the line under the heading of a page of a report, in parts: when the report was published, if it is of the
/// latest quarter when the next is expected, and whom to ask.
pub(super) fn release(context: &Context, own: Release) -> Vec<LineView> {
    let next = publication::next(context).filter(|_| own.quarter == context.report.latest());
    let known = own.published.into_iter().chain(next).map(LineView::of);
    known
        .chain(contact(context, context.words.contact))
        .collect()
}

/// Returns whom to ask, in a sentence with the slot `{contact}`. `None` if the site does not say.
pub(crate) fn contact(context: &Context, sentence: &str) -> Option<LineView> {
    let contact = context.report.site.contact.as_deref()?;
    Some(linked_contact(sentence, contact))
}

/// Returns a sentence with a contact in its slot `{contact}`. An address is a link.
pub(crate) fn linked_contact(sentence: &str, contact: &str) -> LineView {
    let href = match contact {
        page if page.contains("//") => Some(page.to_owned()),
        address if address.contains('@') => Some(format!("mailto:{address}")),
        _ => None,
    };
    LineView::linked(sentence, "{contact}", contact, href)
}

/// Returns under which licence the figures may be reused. `None` if the site does not say.
pub(crate) fn licence(context: &Context) -> Option<LineView> {
    let licence = context.report.site.licence.as_ref()?;
    let sentence = context.words.licence;
    Some(LineView::linked(
        sentence,
        "{licence}",
        &licence.name,
        licence.url.clone(),
    ))
}
