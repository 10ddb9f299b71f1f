//! Similar words, for "did you mean".

/// How many known words are compared at most.
const LOOKED_AT: usize = 1_000;

/// How many pairs of letters are compared at most for one word. Two words with a typing error or two need only a few.
const COMPARED: usize = 20_000;

/// Returns the known word that was probably meant: similar in spelling, or the same apart from case and separators.
pub(crate) fn did_you_mean<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let near = near(typed, known).into_iter();
    near.min_by_key(|(distance, word)| (*distance, word.len()))
        .map(|(_, word)| word)
}

/// Returns a help that names the known word that was probably meant.
pub(crate) fn suggestion<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    did_you_mean(typed, known).map(|meant| format!("did you mean `{meant}`?"))
}

/// Returns the known word that was probably meant, if no other known word is as similar.
pub(crate) fn only_meant<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut near = near(typed, known);
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, meant), (second, _), ..] if first < second => Some(meant),
        _ => None,
    }
}

/// Returns words sorted by similarity, the most similar first.
pub(crate) fn nearest_first(typed: &str, words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_by_key(|word| strsim::damerau_levenshtein(typed, word));
    words
}

/// Returns whether two words differ by a single typing error: a letter missing, added, wrong or swapped with the next.
pub(crate) fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = differing(typed, meant);
    // A swap is the most that can differ: two characters of up to four bytes.
    typed.len().max(meant.len()) <= 8 && strsim::damerau_levenshtein(typed, meant) == 1
}

/// Returns the known words that may have been meant, each with its edit distance.
fn near<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let (typed, bag) = (plain(typed), Bag::of(typed));
    let count = typed.chars().count();
    let mut left = COMPARED;
    let distances = known.into_iter().take(LOOKED_AT).filter_map(|word| {
        // One error in three letters. Short ids such as `a1` and `a2` are all similar, so only case and separators
        // count for them.
        let allowed = count.min(word.chars().count()) / 3;
        if bag.least_slips(&Bag::of(word)) > allowed {
            return None;
        }
        let word_plain = plain(word);
        let (a, b) = differing(&typed, &word_plain);
        left = left.checked_sub(a.len() * b.len())?;
        let distance = strsim::damerau_levenshtein(a, b);
        (distance <= allowed).then_some((distance, word))
    });
    distances.collect()
}

const SEPARATORS: [char; 4] = ['-', '_', ' ', '.'];

/// Returns a word without case and separators.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(SEPARATORS, "")
}

/// Returns the differing parts of two words, without their common start and end.
fn differing<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let same = |(x, y): &(char, char)| x == y;
    let begin = a.chars().zip(b.chars()).take_while(same);
    let begin: usize = begin.map(|(sign, _)| sign.len_utf8()).sum();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = a.chars().rev().zip(b.chars().rev()).take_while(same);
    let end: usize = end.map(|(sign, _)| sign.len_utf8()).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// How often each letter occurs in a word, ignoring case and separators. Some letters share a counter.
struct Bag([u32; 32]);

impl Bag {
    fn of(word: &str) -> Self {
        let mut places = [0; 32];
        let mut put = |letter: char| places[letter as usize % 32] += 1;
        for letter in word.chars().filter(|c| !SEPARATORS.contains(c)) {
            if letter.is_ascii() {
                put(letter.to_ascii_lowercase());
            } else {
                letter.to_lowercase().for_each(&mut put);
            }
        }
        Self(places)
    }

    /// Returns a lower bound of the edit distance: each error adds at most one letter and removes at most one.
    fn least_slips(&self, other: &Self) -> usize {
        let (mut out, mut put_in) = (0, 0);
        for (here, there) in self.0.iter().zip(&other.0) {
            out += here.saturating_sub(*there);
            put_in += there.saturating_sub(*here);
        }
        out.max(put_in) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_the_word_that_was_meant() {
        let known = "tolerance target title a2 a3 a06 scc-011b".split(' ');
        let table = [
            ("tolerence", Some("tolerance")),
            ("Target", Some("target")),
            ("tagret", Some("target")),
            ("A2", Some("a2")),
            ("scc/011b", Some("scc-011b")),
            ("scc_011b", Some("scc-011b")),
            ("a9", None),
            ("benchmark", None),
        ];
        for (typed, meant) in table {
            assert_eq!(did_you_mean(typed, known.clone()), meant, "{typed}");
        }
    }

    #[test]
    fn one_slip_is_a_distance_of_one_and_what_is_left_out_early_could_not_have_been_meant() {
        let short = " a b ab ba abc acb bac abd aab aba abab abba é éa aé aéb".split(' ');
        let long = "tolerance tolernace tol lot ecnarelot target targets gettar a2 A-2 Straße x";
        let words: Vec<&str> = short.chain(long.split(' ')).collect();
        for (typed, meant) in words
            .iter()
            .flat_map(|a| words.iter().map(move |b| (*a, *b)))
        {
            let is_one = strsim::damerau_levenshtein(typed, meant) == 1;
            assert_eq!(is_one_slip(typed, meant), is_one, "{typed}, {meant}");
            let (a, b) = (plain(typed), plain(meant));
            let distance = strsim::damerau_levenshtein(&a, &b);
            let (from, to) = differing(&a, &b);
            assert_eq!(strsim::damerau_levenshtein(from, to), distance);
            let least = Bag::of(typed).least_slips(&Bag::of(meant));
            assert!(least <= distance, "{typed}, {meant}");
        }
    }
}
