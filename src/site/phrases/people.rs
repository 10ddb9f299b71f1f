//! How many ratings of a quarter people gave.

use super::{counts, names};
use crate::assess::rating::{Outcome, RatedBy};
use crate::assess::rollup::Tally;
use crate::model::Quarter;
use crate::site::context::Context;
use crate::site::words::{counted, fill};

/// The most measures that are named.
const NAMED: usize = 3;

/// Says how many measures of a quarter are rated, and how many of the ratings people gave.
pub(crate) fn base_of(context: &Context, quarter: Quarter, all: &Tally) -> String {
    let sentences = [counts::base(context, all), by_people(context, quarter)];
    sentences.join(" ").trim().to_owned()
}

/// Says how many ratings of a quarter people gave, and which if they are few: "1 rating was given by a person, not by a
/// rule: Assessments on time." Empty if rules gave all of them.
fn by_people(context: &Context, quarter: Quarter) -> String {
    let words = context.words;
    let rated = context.assessment.in_quarter(quarter).counted();
    let rated: Vec<_> = rated
        .filter(|one| matches!(one.judged.current.outcome, Outcome::Rated(_)))
        .collect();
    let people = rated
        .iter()
        .filter(|one| matches!(one.judged.current.by, RatedBy::Person(_)));
    let people: Vec<_> = people.map(|one| one.measure).collect();
    let titles = people
        .iter()
        .map(|measure| names::title_of(context, measure));
    let (sentence, which) = match people.len() {
        0 => return String::new(),
        all if all == rated.len() => (words.all_by_people, String::new()),
        few if few <= NAMED => {
            let titles = titles.collect::<Vec<_>>().join("; ");
            (
                words.some_by_people,
                fill(words.namely, &[("titles", &titles)]),
            )
        }
        _ => (words.some_by_people, String::new()),
    };
    counted(words, sentence, people.len(), &[("which", &which)])
}
