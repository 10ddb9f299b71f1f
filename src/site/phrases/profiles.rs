//! What a target requires on the way, in words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::periods;
use super::verdicts::Subject;
use crate::model::{Month, Profile, QuarterNumber};
use crate::site::words::fill;

/// Formats the targets of months: "July 2024: 83%, August 2024: 84%".
pub(crate) fn months(subject: &Subject, targets: &BTreeMap<Month, Decimal>) -> String {
    let words = subject.words;
    let texts = targets.iter().map(|(month, target)| {
        let (name, share) = (periods::month(words, *month), subject.value(*target));
        fill(words.share_of, &[("name", &name), ("share", &share)])
    });
    texts.collect::<Vec<_>>().join(", ")
}

/// Formats the shares of a profile: "100, 200, 300, 400", or with their quarters if some are not known.
pub(crate) fn profile(subject: &Subject, profile: &Profile) -> String {
    let words = subject.words;
    let named = |name: String, share| {
        let slots = [("name", &*name), ("share", &subject.value(share))];
        fill(words.share_of, &slots)
    };
    let texts: Vec<String> = match profile {
        Profile::Quarters([Some(q1), Some(q2), Some(q3), Some(q4)]) => {
            [q1, q2, q3, q4].map(|share| subject.value(*share)).into()
        }
        Profile::Quarters(shares) => {
            let shares = shares.iter().zip(QuarterNumber::ALL);
            let shares = shares.filter_map(|(share, number)| Some((number, (*share)?)));
            let shares =
                shares.map(|(number, share)| named(format!("Q{}", number.number()), share));
            shares.collect()
        }
        Profile::Months(shares) => shares.map(|share| subject.value(share)).into(),
        Profile::Dated(shares) => {
            let shares = shares.iter();
            let shares = shares.map(|(then, share)| named(periods::quarter(words, *then), *share));
            shares.collect()
        }
    };
    texts.join(", ")
}
