//! Words that are near to one another in spelling.

/// So many known words are looked at: beyond them, a list is no list that a person wrote.
const LOOKED_AT: usize = 1_000;

/// So many pairs of letters are compared for one word. Two words that differ in a slip or two take a few.
const COMPARED: usize = 20_000;

/// The known word that was probably meant: near in spelling, or the same but for case and separators.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(typed, known).into_iter();
    near.min_by_key(|(distance, word)| (*distance, word.len()))
        .map(|(_, word)| word)
}

/// The same, where no other known word is as near.
pub fn only_meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut near = near(typed, known);
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, meant), (second, _), ..] if first < second => Some(meant),
        _ => None,
    }
}

/// Words that may have been meant, the nearest first.
pub fn nearest_first(typed: &str, words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_by_key(|word| strsim::damerau_levenshtein(typed, word));
    words
}

/// Whether one is the other with one slip of a finger in it: a letter left out, too much, wrong or in the wrong place.
pub fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = differing(typed, meant);
    let mut signs = (typed.chars(), meant.chars());
    let mut next = || (signs.0.next(), signs.1.next());
    match (next(), next(), next()) {
        ((None, None), ..) => false,
        (_, (None, None), _) => true,
        ((a, b), (c, d), (None, None)) => (a, c) == (d, b),
        _ => false,
    }
}

/// Known words that may have been meant, each with how many slips away it is.
fn near<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let (typed, bag) = (plain(typed), Bag::of(typed));
    let count = typed.chars().count();
    let mut left = COMPARED;
    let distances = known.into_iter().take(LOOKED_AT).filter_map(|word| {
        // One slip in three letters; short ids such as `a1` and `a2` are all alike, and only case and separators count.
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

/// A word without case and separators.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(SEPARATORS, "")
}

/// The parts of two words between what they begin and end with in common.
fn differing<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let same = |(x, y): &(char, char)| x == y;
    let begin = a.chars().zip(b.chars()).take_while(same);
    let begin: usize = begin.map(|(sign, _)| sign.len_utf8()).sum();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = a.chars().rev().zip(b.chars().rev()).take_while(same);
    let end: usize = end.map(|(sign, _)| sign.len_utf8()).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// How often each letter is in a word, without case and separators. Some letters share a place.
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

    /// At least so many slips lie between two words: each puts at most one letter in and takes at most one out.
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
        let known = [
            "tolerance",
            "target",
            "title",
            "a2",
            "a3",
            "a06",
            "scc-011b",
        ];
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
            assert_eq!(did_you_mean(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn one_slip_is_a_distance_of_one() {
        let words = [
            "", "a", "b", "ab", "ba", "abc", "acb", "bac", "abd", "aab", "aba", "abab", "abba",
            "é", "éa", "aé", "aéb",
        ];
        for typed in words {
            for meant in words {
                let is_one = strsim::damerau_levenshtein(typed, meant) == 1;
                assert_eq!(is_one_slip(typed, meant), is_one, "{typed}, {meant}");
            }
        }
    }

    #[test]
    fn what_is_left_out_before_letters_are_compared_could_not_have_been_meant() {
        let words = [
            "tolerance",
            "tolernace",
            "tol",
            "lot",
            "ecnarelot",
            "target",
            "targets",
            "gettar",
            "a2",
            "A-2",
            "Straße",
            "x",
        ];
        for typed in words {
            for meant in words {
                let (a, b) = (plain(typed), plain(meant));
                let distance = strsim::damerau_levenshtein(&a, &b);
                let (from, to) = differing(&a, &b);
                assert_eq!(strsim::damerau_levenshtein(from, to), distance);
                let least = Bag::of(typed).least_slips(&Bag::of(meant));
                assert!(least <= distance, "{typed}, {meant}");
            }
        }
    }
}
