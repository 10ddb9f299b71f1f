//! Ids, and text in the site's languages.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes an id that the reader has found to be well formed.
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }

            /// The id as it stands in files and addresses.
            pub fn as_str(&self) -> &str {
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
    /// A measure: its lower-case printed reference (`a2`), or a short name. A member's is `e20-22.health`.
    MeasureId,
    /// An objective of a plan; unique across plans.
    ObjectiveId,
    /// A plan: the name of its file.
    PlanId,
    /// A priority within a plan.
    PriorityId,
    /// Who speaks: `council`, `provider`.
    VoiceId,
    /// A language by its code: `en`, `cy`.
    Language,
}

/// A short text that an editor typed, in the site's first language and perhaps in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    first: String,
    others: BTreeMap<Language, String>,
}

impl Text {
    /// Text in the site's first language alone.
    pub fn new(text: &str) -> Self {
        Self {
            first: text.to_owned(),
            others: BTreeMap::new(),
        }
    }

    /// The same text with its translations.
    pub fn with_others(text: &str, others: BTreeMap<Language, String>) -> Self {
        Self {
            first: text.to_owned(),
            others,
        }
    }

    /// The text in the site's first language.
    pub fn as_str(&self) -> &str {
        &self.first
    }

    /// The text in a language, or in the first one where it was not translated.
    pub fn within(&self, language: &Language) -> &str {
        self.others.get(language).unwrap_or(&self.first)
    }
}
