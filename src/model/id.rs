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
            /// Takes an id that the reader has found to be well formed.
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }

            /// The id as it stands in files and addresses.
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

impl MeasureId {
    /// The id of the measure in its own right: of a member, that of the composite.
    pub fn whole(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// Of a member's id, the part that names it within its composite.
    pub fn member(&self) -> Option<&str> {
        self.0.split_once('.').map(|(_, member)| member)
    }
}

/// A short text that an editor typed, in the site's first language and perhaps in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    first: Arc<str>,
    others: Option<Arc<BTreeMap<Language, String>>>,
}

impl Text {
    /// Text in the site's first language alone.
    pub fn new(text: &str) -> Self {
        Self {
            first: text.into(),
            others: None,
        }
    }

    /// The same text with its translations.
    pub fn with_others(text: &str, others: BTreeMap<Language, String>) -> Self {
        Self {
            first: text.into(),
            others: (!others.is_empty()).then(|| Arc::new(others)),
        }
    }

    /// The text in the site's first language.
    pub fn as_str(&self) -> &str {
        &self.first
    }

    /// The text in a language, or in the first one where it was not translated.
    pub fn within(&self, language: &Language) -> &str {
        let translated = self.others.as_ref().and_then(|others| others.get(language));
        translated.map_or(&self.first, String::as_str)
    }
}
