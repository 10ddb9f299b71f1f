//! One way through the templates: a page with its view, through what it extends, includes and calls.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::facts::{self, Outcome};
use super::findings::{Complaint, Findings, Mode};
use super::library::Library;
use super::scope::Scope;
use super::shape::{Book, Shape};
use super::syntax::{Expr, Filter, Loop, Name, Node, What};
use crate::diag::{Code, did_you_mean};

/// What blocks of a page stand for: the parts of each, the page's own first.
pub(super) type Blocks<'a> = BTreeMap<&'a str, Vec<(usize, &'a [Node])>>;

/// From where something is called.
#[derive(Debug, Clone)]
struct Caller {
    template: usize,
    span: Range<usize>,
}

/// A part that was passed by, because what it asks for is not there.
struct Untaken<'a> {
    here: usize,
    condition: &'a Expr,
    body: &'a [Node],
    scope: Scope<'static>,
}

/// The walk through a theme's templates.
pub(super) struct Walk<'a> {
    pub(super) library: &'a Library<'a>,
    pub(super) book: &'a Book,
    pub(super) findings: Findings,
    /// The template that is walked through.
    pub(super) here: usize,
    /// The page that it is walked through for, and the shape of its view.
    pub(super) page: (&'a str, Shape),
    /// Who called, the first caller first.
    callers: Vec<Caller>,
    blocks: Blocks<'a>,
    /// The blocks that are walked through, and how far below the page's own part.
    in_blocks: Vec<(&'a str, usize)>,
    /// Component calls that were walked through and found right.
    pub(super) done: BTreeSet<(String, Vec<(String, Shape)>)>,
    /// Templates that were reached.
    pub(super) reached: BTreeSet<usize>,
    /// Parts that were never gone through, by template and where their condition stands.
    untaken: BTreeMap<(usize, usize), Option<Untaken<'a>>>,
}

/// The engine goes no deeper either.
const DEEPEST: usize = 20;

impl<'a> Walk<'a> {
    pub(super) fn new(library: &'a Library<'a>, book: &'a Book) -> Self {
        Self {
            library,
            book,
            findings: Findings::default(),
            here: 0,
            page: ("", Shape::Any),
            callers: Vec::new(),
            blocks: Blocks::new(),
            in_blocks: Vec::new(),
            done: BTreeSet::new(),
            reached: BTreeSet::new(),
            untaken: BTreeMap::new(),
        }
    }

    /// Walks through a page: the template that it extends in the end, with the page's own blocks.
    pub(super) fn page(
        &mut self,
        page: &'a str,
        view: Shape,
        root: usize,
        blocks: Blocks<'a>,
        body: &'a [Node],
    ) {
        let mut scope = Scope::default();
        for (name, shape) in &self.book.everywhere {
            scope.bind(name, shape.clone());
        }
        scope.bind("view", view.clone());
        self.page = (page, view);
        self.blocks = blocks;
        self.here = root;
        self.nodes(body, &mut scope);
    }

    pub(super) fn nodes(&mut self, nodes: &'a [Node], scope: &mut Scope) {
        self.reached.insert(self.here);
        for node in nodes {
            self.node(node, scope);
        }
    }

    fn node(&mut self, node: &'a Node, scope: &mut Scope) {
        match node {
            Node::Print(expr) => self.print(expr, scope),
            Node::Set(name, expr) => {
                let shape = self.value(expr, scope, Mode::Use);
                set(scope, &name.text, shape);
            }
            Node::SetBlock(name, filters, body) => {
                self.filtered(filters, body, scope);
                set(scope, &name.text, Shape::Printed);
            }
            Node::If(branches, otherwise) => self.branches(branches, otherwise, scope),
            Node::For(over, body, otherwise) => {
                let mark = scope.mark();
                self.loop_names(over, scope);
                self.nodes(body, scope);
                scope.leave(mark);
                self.nodes(otherwise, scope);
            }
            Node::Block(name, body) => self.block(&name.text, body, scope),
            Node::Include(name) => self.include(name, scope),
            Node::Filtered(filters, body) => self.filtered(filters, body, scope),
            Node::Call(call, body) => {
                self.nodes(body, scope);
                self.call(call, scope);
            }
        }
    }

    /// What no page goes through, for want of what is asked there, may have more wrong with it.
    pub(super) fn untaken_branches(&mut self) {
        while let Some((spot, untaken)) = self.untaken.iter_mut().find_map(|(spot, untaken)| {
            let untaken = untaken.take()?;
            Some((*spot, untaken))
        }) {
            self.untaken.insert(spot, None);
            let mut scope = untaken.scope;
            let mut paths = Vec::new();
            untaken.condition.paths(&mut paths);
            paths.retain(|path| scope.find(path).is_none());
            scope.know(paths.into_iter().map(|path| (path, Shape::Any)).collect());
            self.here = untaken.here;
            self.nodes(untaken.body, &mut scope);
        }
    }

    fn filtered(&mut self, filters: &'a [Filter], body: &'a [Node], scope: &mut Scope) {
        self.nodes(body, scope);
        for filter in filters {
            self.filter_name(&filter.name);
            for (_, value) in &filter.arguments {
                self.value(value, scope, Mode::Use);
            }
        }
    }

    fn branches(
        &mut self,
        branches: &'a [(Expr, Vec<Node>)],
        otherwise: &'a [Node],
        scope: &mut Scope,
    ) {
        let start = scope.mark();
        for (condition, body) in branches {
            let found = self.value(condition, scope, Mode::Test);
            let spot = (self.here, condition.span.start);
            if found == Shape::Missing {
                let untaken = Untaken {
                    here: self.here,
                    condition,
                    body,
                    scope: scope.alone(),
                };
                self.untaken.entry(spot).or_insert(Some(untaken));
            } else {
                self.untaken.insert(spot, None);
                let mark = scope.mark();
                scope.know(facts::of(condition, Outcome::Holds, scope, self.book));
                self.nodes(body, scope);
                scope.leave_branch(mark);
            }
            scope.know(facts::of(condition, Outcome::Fails, scope, self.book));
        }
        self.nodes(otherwise, scope);
        scope.leave_branch(start);
    }

    /// Names what a loop goes over. It must be a list, or a map where keys are asked for.
    pub(super) fn loop_names(&mut self, over: &'a Loop, scope: &mut Scope) {
        let shape = self.value(&over.over, scope, Mode::Use);
        let each = self.each(shape, &over.over, over.key.is_some());
        if let Some(key) = &over.key {
            scope.bind(key, Shape::Text);
        }
        scope.bind(&over.value, each);
        scope.bind("loop", Shape::Any);
    }

    fn each(&mut self, shape: Shape, over: &Expr, with_keys: bool) -> Shape {
        let what = match shape {
            Shape::List(each) if !with_keys => return *each,
            Shape::Map(each) if with_keys => return *each,
            Shape::Any | Shape::Missing => return Shape::Any,
            Shape::Maybe(inner) => {
                self.not_always_there(over);
                return self.each(*inner, over, with_keys);
            }
            Shape::List(_) => "a list, whose entries have no keys",
            Shape::Map(_) => "a collection by keys",
            Shape::Record(_) | Shape::Choice(_) => "a group of fields",
            Shape::Number => "a number",
            Shape::Truth => "yes or no",
            _ => "a text",
        };
        let name = written(over);
        let complaint = Complaint {
            code: Code::ThemeValue,
            message: format!("a loop goes over a list, and {name} is {what}"),
            help: match what {
                "a text" | "a number" => "print it, without a loop".to_owned(),
                "a collection by keys" => format!("write `for key, value in {name}`"),
                "a list, whose entries have no keys" => "write `for one in ...`".to_owned(),
                _ => "name the list among its fields".to_owned(),
            },
        };
        self.tell(&over.span, complaint);
        Shape::Any
    }

    fn block(&mut self, name: &'a str, body: &'a [Node], scope: &mut Scope) {
        let part = self
            .blocks
            .get(name)
            .and_then(|parts| parts.first().copied());
        let (template, body) = part.unwrap_or((self.here, body));
        self.part_of_block(name, 0, template, body, scope);
    }

    fn part_of_block(
        &mut self,
        name: &'a str,
        depth: usize,
        template: usize,
        body: &'a [Node],
        scope: &mut Scope,
    ) {
        if self.in_blocks.len() >= DEEPEST {
            return;
        }
        let before = std::mem::replace(&mut self.here, template);
        self.in_blocks.push((name, depth));
        self.nodes(body, scope);
        self.in_blocks.pop();
        self.here = before;
    }

    /// `super()`: the same block, as the template below has it.
    pub(super) fn super_block(&mut self, scope: &mut Scope) {
        let Some((name, depth)) = self.in_blocks.last().copied() else {
            return;
        };
        let parts = self.blocks.get(name);
        if let Some((template, body)) = parts.and_then(|parts| parts.get(depth + 1).copied()) {
            self.part_of_block(name, depth + 1, template, body, scope);
        }
    }

    fn include(&mut self, name: &'a Name, scope: &mut Scope) {
        let Some(included) = self.library.find(&name.text) else {
            return self.unknown_template(name);
        };
        let is_open = included == self.here || self.callers.iter().any(|c| c.template == included);
        if is_open || self.callers.len() >= DEEPEST {
            let message = format!("{} includes itself, by way of this", name.text);
            let help = "take this include out".to_owned();
            let code = Code::ThemePart;
            return self.tell(
                &name.span,
                Complaint {
                    code,
                    message,
                    help,
                },
            );
        }
        if let Some(template) = self.library.template(included) {
            let mut inner = scope.clone();
            self.calling(&name.span, included, |walk| {
                walk.nodes(&template.body, &mut inner);
            });
        }
    }

    pub(super) fn unknown_template(&mut self, name: &Name) {
        let meant = did_you_mean(&name.text, self.library.names());
        let complaint = Complaint {
            code: Code::ThemePart,
            message: format!("there is no template `{}`", name.text),
            help: meant.map_or_else(
                || format!("add templates/{}, or take this out", name.text),
                |meant| format!("did you mean `{meant}`?"),
            ),
        };
        self.tell(&name.span, complaint);
    }

    /// Goes on in another template, which is called from here.
    pub(super) fn calling(
        &mut self,
        span: &Range<usize>,
        template: usize,
        go_on: impl FnOnce(&mut Self),
    ) {
        let caller = Caller {
            template: self.here,
            span: span.clone(),
        };
        self.callers.push(caller);
        let before = std::mem::replace(&mut self.here, template);
        go_on(self);
        self.here = before;
        self.callers.pop();
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.callers.len() >= DEEPEST
    }

    /// Says what is wrong here; or, in a built-in template, where a template of the site calls it so.
    pub(super) fn tell(&mut self, span: &Range<usize>, complaint: Complaint) {
        if self.library.is_own(self.here) {
            let place = self.library.place(self.here, span);
            return self.findings.tell(place, complaint);
        }
        let mut callers = self.callers.iter().rev();
        let own = callers.find(|caller| self.library.is_own(caller.template));
        let (place, called) = match own {
            Some(caller) => (
                self.library.place(caller.template, &caller.span),
                "what is called here cannot be shown so",
            ),
            None => match self.any_own() {
                Some(own) => (
                    self.library.file(own),
                    "a built-in template cannot use this",
                ),
                None => (self.library.place(self.here, span), "built in"),
            },
        };
        if self.findings.has_told(complaint.code, &place) {
            return;
        }
        let name = self.library.name(self.here);
        let message = format!("{called}: in {name}, {}", complaint.message);
        self.findings.tell(
            place,
            Complaint {
                message,
                ..complaint
            },
        );
    }

    fn any_own(&self) -> Option<usize> {
        (0..self.library.entries.len()).find(|at| self.library.is_own(*at))
    }
}

/// In branches and loops a name may come to stand for several kinds of values.
fn set(scope: &mut Scope, name: &str, shape: Shape) {
    let before = scope.find(name);
    let same = before.is_none_or(|before| *before == shape);
    let shape = if same { shape } else { Shape::Any };
    scope.bind(name, shape);
}

/// An expression in words for a message: its path, or "this".
pub(super) fn written(expr: &Expr) -> String {
    as_typed(expr).map_or("this".to_owned(), |text| format!("`{text}`"))
}

fn as_typed(expr: &Expr) -> Option<String> {
    match &expr.what {
        What::Index(base, index, _) => Some(format!("{}[{}]", as_typed(base)?, as_typed(index)?)),
        What::Field(base, name, _) => Some(format!("{}.{}", as_typed(base)?, name.text)),
        _ => expr.path(),
    }
}
