//! References in prose, by Markdown's own links: `[re-referrals](measure:a1)`, `![](chart:a2)`, `[88%](value:a2)`.

use super::address::{self, Wrong, wrong};
use crate::diag::did_you_mean;
use crate::source::Place;

/// What a reference is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefKind {
    Measure,
    Objective,
    Quarter,
    /// A published figure or target, which the build checks.
    Value,
    Target,
    Chart,
    Tile,
    /// Ratings by group.
    Summary,
    Highlights,
}

const KINDS: [(&str, RefKind); 9] = [
    ("measure", RefKind::Measure),
    ("objective", RefKind::Objective),
    ("quarter", RefKind::Quarter),
    ("value", RefKind::Value),
    ("target", RefKind::Target),
    ("chart", RefKind::Chart),
    ("tile", RefKind::Tile),
    ("summary", RefKind::Summary),
    ("highlights", RefKind::Highlights),
];

const LINKS: &str = "links are https://, mailto:, tel:, or a reference such as `measure:a2`";

/// Whether this is what references of some kind begin with.
pub(super) fn is_scheme(word: &str) -> bool {
    KINDS.iter().any(|(name, _)| *name == word)
}

/// Whether the address of a link quotes a figure or a target.
pub(super) fn is_quote(address: &str) -> bool {
    address.starts_with("value:") || address.starts_with("target:")
}

/// A reference as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct RawReference {
    pub(crate) kind: RefKind,
    pub(crate) target: String,
    /// What follows an `@`: a month or a quarter.
    pub(crate) of: Option<String>,
    pub(crate) shown: String,
    pub(crate) place: Place,
}

impl RawReference {
    /// Whether it quotes a figure.
    pub(crate) fn is_quote(&self) -> bool {
        matches!(self.kind, RefKind::Value | RefKind::Target)
    }

    /// Whether it refers to a figure of the site.
    pub(crate) fn is_embed(&self) -> bool {
        use RefKind::{Chart, Highlights, Summary, Tile};
        matches!(self.kind, Chart | Tile | Summary | Highlights)
    }
}

/// Reads the target of a link: a reference, or nothing for a plain address.
pub(crate) fn link_target(
    url: &str,
    shown: String,
    place: Place,
) -> Result<Option<RawReference>, Wrong> {
    let lower = url.to_ascii_lowercase();
    let mut starts = ["http:", "https:", "www.", "//"].iter();
    let is_web = starts.any(|start| lower.starts_with(start)) || address::is_of_a_network(url);
    match url.split_once(':') {
        Some(("mailto", rest)) => return address::email(rest).map(|_| None),
        Some(("tel", rest)) => return address::telephone(rest).map(|_| None),
        _ if is_web => return address::web_address(url).map(|_| None),
        _ => {}
    }
    let Some((scheme, rest)) = url.split_once(':') else {
        let (what, help) = match without_its_colon(url) {
            Some(meant) => ("looks like a reference but has no colon", format!("write `{meant}`")),
            None => (
                "is a link within the site, which would break if pages moved",
                "write `measure:a2`, `objective:p2-obj1`, `quarter:2016-17-q1`, or an address with https://"
                    .to_owned(),
            ),
        };
        return wrong(format!("`{url}` {what}"), help);
    };
    let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == scheme) else {
        let names = KINDS.iter().map(|(name, _)| *name);
        let help = match did_you_mean(scheme.trim_matches(is_quotation), names) {
            Some(meant) => {
                let rest = rest.trim_matches(is_quotation);
                format!("did you mean `{meant}:{rest}`?")
            }
            None => LINKS.to_owned(),
        };
        return wrong(format!("`{scheme}:` is not a kind of link"), help);
    };
    let mut parts = rest.splitn(2, '@').map(str::to_owned);
    Ok(Some(RawReference {
        kind: *kind,
        target: parts.next().unwrap_or_default(),
        of: parts.next(),
        shown,
        place,
    }))
}

/// A link or a reference of Markdown within a text: `[88%](value:a2)`.
pub(super) fn link_in(text: &str) -> Option<&str> {
    // What many more of them would say has been said.
    let mut joints = text.match_indices("](").map(|(at, _)| at).take(64);
    joints.find_map(|at| {
        let open = text[..at].rfind('[')?;
        let end = at + text[at..].find(')')?;
        let (scheme, _) = text[at + 2..end].split_once(':')?;
        let scheme = scheme.trim().to_ascii_lowercase();
        let is_link = is_scheme(&scheme) || matches!(&*scheme, "http" | "https" | "mailto");
        is_link.then(|| &text[open..=end])
    })
}

/// A space or a quotation mark, neither of which is part of an address.
fn is_quotation(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '\u{2018}'..='\u{201e}')
}

/// `value;a2` and `value%3Aa2`, as they were meant.
fn without_its_colon(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_at(url.find(|c: char| !c.is_ascii_alphabetic())?);
    let scheme = scheme.to_ascii_lowercase();
    let coded = rest.strip_prefix("%3A").or(rest.strip_prefix("%3a"));
    let rest = coded.unwrap_or(rest);
    let name = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_meant = is_scheme(&scheme) && !name.is_empty() && !rest.starts_with(['/', '-', '.']);
    is_meant.then(|| format!("{scheme}:{name}"))
}

/// The words between `[` and `]` of a link, as typed.
pub(crate) fn shown_text(source: &str) -> String {
    let inner = source.strip_prefix('[').unwrap_or(source);
    let words = inner.rsplit_once("](").map_or(inner, |(words, _)| words);
    words.to_owned()
}
