//! Words about a measure whose figures are compared with something that is not called a target.

use std::sync::LazyLock;

use super::{EN, Words};
use crate::model::Yardstick;

/// The tables in which a target has another name.
static RENAMED: LazyLock<[&Words; 3]> = LazyLock::new(|| {
    let names = [
        ["Forecast", "forecast"],
        ["Benchmark", "benchmark"],
        ["Baseline", "baseline"],
    ];
    names.map(|name| renamed(&EN, name))
});

/// Returns the words for a measure, by what its figures are compared with.
pub(crate) fn for_yardstick(words: &'static Words, yardstick: Yardstick) -> &'static Words {
    let [forecast, benchmark, baseline] = &*RENAMED;
    match yardstick {
        Yardstick::Targets => words,
        Yardstick::Forecasts => forecast,
        Yardstick::Benchmarks => benchmark,
        Yardstick::Baselines => baseline,
    }
}

/// Returns a table in which a target has another name. The tables are made once and are kept until the program ends.
fn renamed(words: &Words, [upper, lower]: [&str; 2]) -> &'static Words {
    let change = |text: &'static str| -> &'static str {
        let outside = |part: &str| part.replace("Target", upper).replace("target", lower);
        if !text.to_lowercase().contains("target") {
            return text;
        }
        let mut changed = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            changed += &format!("{}{{{slot}}}", outside(before));
            rest = after;
        }
        Box::leak((changed + &outside(rest)).into_boxed_str())
    };
    let mut renamed = Box::new(words.changed(&change));
    renamed.steps = Box::leak(Box::new(words.steps.changed(&change)));
    Box::leak(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_changed_and_slots_are_not() {
        let words = for_yardstick(&EN, Yardstick::Forecasts);
        assert_eq!(words.target_set_by, "Set by: {who}.");
        assert_eq!(
            words.equals_target,
            "{figure} equals the forecast of {target}, so this is {rating:lower}."
        );
        assert_eq!(words.steps.target, "Forecast");
    }
}
