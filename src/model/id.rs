//! Ids and short texts.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes it as it was typed. The reader has checked its form.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// Returns it as it was typed.
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

texts! {
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
    /// A short text that an editor typed, in the site's first language. Translations are checked and not kept.
    Text,
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
