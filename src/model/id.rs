//! Ids, and text in the site's languages.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Creates an id. The reader has checked its form.
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }

            /// Returns the id as it is written in files and addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// The id of a measure: its printed reference in lower case (`a2`), or a short name. The id of a member is
    /// `e20-22.health`.
    MeasureId,
    /// The id of an objective, unique across plans.
    ObjectiveId,
    /// The id of a plan: the name of its file.
    PlanId,
    /// The id of a priority within a plan.
    PriorityId,
    /// The id of a voice, whose comments the site publishes: `council`, `provider`.
    VoiceId,
    /// A language code: `en`, `cy`.
    Language,
}

impl MeasureId {
    /// Returns the id of the measure itself: for a member, that of its composite.
    pub(crate) fn whole(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// Returns the part of a member's id that names it within its composite.
    pub(crate) fn member(&self) -> Option<&str> {
        self.0.split_once('.').map(|(_, member)| member)
    }
}

/// A short text that an editor typed, in the site's first language and optionally in others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    first: Arc<str>,
    others: Option<Arc<BTreeMap<Language, String>>>,
}

impl Text {
    /// Creates a text in the site's first language only.
    pub fn new(text: &str) -> Self {
        Self {
            first: text.into(),
            others: None,
        }
    }

    /// Creates a text with its translations.
    pub(crate) fn with_others(text: &str, others: BTreeMap<Language, String>) -> Self {
        Self {
            first: text.into(),
            others: (!others.is_empty()).then(|| Arc::new(others)),
        }
    }

    /// Returns the text in the site's first language.
    pub fn as_str(&self) -> &str {
        &self.first
    }
}
