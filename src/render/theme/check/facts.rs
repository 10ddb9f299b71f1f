//! What a condition says of the values that it asks for, when it holds and when it does not.

use super::scope::Scope;
use super::shape::{Book, Shape};
use super::syntax::{Equality, Expr, What};

/// Paths and what they are then.
pub(super) type Facts = Vec<(String, Shape)>;

/// Which way a condition came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Holds,
    Fails,
}

impl Outcome {
    fn other(self) -> Self {
        match self {
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
        }
    }
}

/// What follows where the condition comes out so.
pub(super) fn of(condition: &Expr, outcome: Outcome, scope: &Scope, book: &Book) -> Facts {
    match (&condition.what, outcome) {
        (What::Not(inner), _) => of(inner, outcome.other(), scope, book),
        (What::Both(a, b), Outcome::Holds) | (What::Either(a, b), Outcome::Fails) => {
            let mut facts = of(a, outcome, scope, book);
            facts.extend(of(b, outcome, scope, book));
            facts
        }
        (What::Test(of_what, name, _), Outcome::Holds) if name.text == "defined" => {
            is_there(of_what, scope, book)
        }
        (What::Same(equality, left, right), _) => {
            let outcome = match equality {
                Equality::Equal => outcome,
                Equality::Unequal => outcome.other(),
            };
            word_is(left, right, outcome, scope, book)
        }
        (What::Variable(_) | What::Field(..), Outcome::Holds) => is_there(condition, scope, book),
        _ => Facts::new(),
    }
}

/// The value is there, and so is everything on the way to it.
fn is_there(expr: &Expr, scope: &Scope, book: &Book) -> Facts {
    let mut facts = match &expr.what {
        What::Field(base, name, _) => {
            let mut facts = is_there(base, scope, book);
            if let (Some(path), Some(Shape::Choice(options))) =
                (base.path(), shape_of(base, scope, book).map(there))
            {
                let having = |option: &Shape| field(option, &name.text, book).is_some();
                facts.extend(narrowed(path, options.into_iter().filter(having).collect()));
            }
            facts
        }
        _ => Facts::new(),
    };
    if let (Some(path), Some(shape)) = (expr.path(), shape_of(expr, scope, book)) {
        facts.push((path, there(shape)));
    }
    facts
}

/// `piece.kind == "chart"`: which of several records it is.
fn word_is(left: &Expr, right: &Expr, outcome: Outcome, scope: &Scope, book: &Book) -> Facts {
    let (What::Field(base, name, _), What::Text(word)) = (&left.what, &right.what) else {
        return Facts::new();
    };
    let Some(Shape::Choice(options)) = shape_of(base, scope, book).map(there) else {
        return Facts::new();
    };
    let may_stay = |option: &Shape| match (field(option, &name.text, book), outcome) {
        (Some(Shape::Word(words)), Outcome::Holds) => words.contains(word),
        (Some(Shape::Word(words)), Outcome::Fails) => words.as_slice() != [word.clone()],
        _ => true,
    };
    let left = options.into_iter().filter(may_stay).collect();
    base.path()
        .and_then(|path| narrowed(path, left))
        .into_iter()
        .collect()
}

fn narrowed(path: String, mut options: Vec<Shape>) -> Option<(String, Shape)> {
    match options.len() {
        0 => None,
        1 => Some((path, options.swap_remove(0))),
        _ => Some((path, Shape::Choice(options))),
    }
}

/// A path's shape, without saying anything about it.
fn shape_of(expr: &Expr, scope: &Scope, book: &Book) -> Option<Shape> {
    if let Some(known) = expr.path().and_then(|path| scope.find(&path).cloned()) {
        return Some(known);
    }
    match &expr.what {
        What::Field(base, name, _) => {
            let base = there(shape_of(base, scope, book)?);
            match &base {
                Shape::Choice(options) => {
                    let mut found = options.iter().filter_map(|o| field(o, &name.text, book));
                    let first = found.next()?;
                    found.all(|other| other == first).then_some(first)
                }
                one => field(one, &name.text, book),
            }
        }
        _ => None,
    }
}

/// Without the possibility that it is not there.
pub(super) fn there(shape: Shape) -> Shape {
    match shape {
        Shape::Maybe(inner) => *inner,
        other => other,
    }
}

/// A record's field.
pub(super) fn field(shape: &Shape, name: &str, book: &Book) -> Option<Shape> {
    match shape {
        Shape::Record(record) => Some(book.record(record)?.field(name)?.shape.clone()),
        _ => None,
    }
}
