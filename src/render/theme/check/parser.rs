//! Tags to what they do. The engine has accepted the template before: what is not understood here is left unread.

use super::lexer::{self, Spanned, Token};
use super::syntax::{Component, Given, Loop, Name, Node, Parameter, Template};

/// The tokens of a template, and how far they have been read.
pub(super) struct Parser {
    tokens: Vec<Spanned>,
    at: usize,
    components: Vec<Component>,
    parent: Option<Name>,
}

/// What a tag came to.
enum Tag {
    /// Something is done where it stands.
    Node(Node),
    /// It says something of the template, or ends a loop.
    Silent,
}

/// Reads a template that the engine has accepted.
pub(super) fn parse(text: &str) -> Option<Template> {
    let mut parser = Parser {
        tokens: lexer::read(text)?,
        at: 0,
        components: Vec::new(),
        parent: None,
    };
    let body = parser.until(&[])?;
    Some(Template {
        parent: parser.parent,
        body,
        components: parser.components,
    })
}

impl Parser {
    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    pub(super) fn next(&mut self) -> Option<Spanned> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Where the last token ended.
    pub(super) fn last_end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |(_, span)| span.end)
    }

    pub(super) fn peek_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(found)) if *found == sign)
    }

    pub(super) fn peek_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(found)) if found == word)
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let is_there = self.peek_sign(sign);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let is_there = self.peek_word(word);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn sign(&mut self, sign: &str) -> Option<()> {
        self.take_sign(sign).then_some(())
    }

    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        self.take_word(word).then_some(())
    }

    pub(super) fn name(&mut self) -> Option<Name> {
        match self.next()? {
            (Token::Word(text), span) => Some(Name { text, span }),
            _ => None,
        }
    }

    /// `list` or `lists.list`.
    pub(super) fn dotted_name(&mut self) -> Option<Name> {
        let mut name = self.name()?;
        while self.take_sign(".") {
            let part = self.name()?;
            name.text = format!("{}.{}", name.text, part.text);
            name.span.end = part.span.end;
        }
        Some(name)
    }

    fn quoted(&mut self) -> Option<Name> {
        match self.next()? {
            (Token::Text(text), span) => Some(Name { text, span }),
            _ => None,
        }
    }

    fn end(&mut self) -> Option<()> {
        matches!(self.next()?, (Token::End, _)).then_some(())
    }

    /// Nodes up to a tag that begins with one of these words, which is left to be read; or up to the end.
    fn until(&mut self, ends: &[&str]) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        while let Some((token, _)) = self.next() {
            if token == Token::PrintStart {
                nodes.push(Node::Print(self.expression()?));
                self.end()?;
                continue;
            }
            let is_end = ends.iter().any(|end| match *end {
                "</" => self.peek_sign("</"),
                word => self.peek_word(word),
            });
            if is_end {
                return Some(nodes);
            }
            if let Tag::Node(node) = self.tag()? {
                nodes.push(node);
            }
            self.end()?;
        }
        ends.is_empty().then_some(nodes)
    }

    /// The tag's own words, without the end of the tag.
    fn tag(&mut self) -> Option<Tag> {
        if self.take_sign("<") {
            return self.call().map(Tag::Node);
        }
        let word = self.name()?;
        let node = match word.text.as_str() {
            "set" | "set_global" => self.set()?,
            "include" => Node::Include(self.quoted()?),
            "extends" => {
                self.parent = Some(self.quoted()?);
                return Some(Tag::Silent);
            }
            "block" => {
                let name = self.name()?;
                let body = self.body_until("endblock")?;
                if !matches!(self.peek(), Some(Token::End)) {
                    self.name()?;
                }
                Node::Block(name, body)
            }
            "for" => self.loops()?,
            "if" => self.conditions()?,
            "filter" => {
                let mut filters = vec![self.filter()?];
                while self.take_sign("|") {
                    filters.push(self.filter()?);
                }
                Node::Filtered(filters, self.body_until("endfilter")?)
            }
            "component" => {
                let component = self.definition()?;
                self.components.push(component);
                return Some(Tag::Silent);
            }
            "break" | "continue" => return Some(Tag::Silent),
            _ => return None,
        };
        Some(Tag::Node(node))
    }

    /// The rest of an opening tag, what follows it, and the word that closes it.
    fn body_until(&mut self, end: &str) -> Option<Vec<Node>> {
        self.end()?;
        let body = self.until(&[end])?;
        self.word(end)?;
        Some(body)
    }

    fn set(&mut self) -> Option<Node> {
        let name = self.name()?;
        if self.take_sign("=") {
            return Some(Node::Set(name, self.expression()?));
        }
        let mut filters = Vec::new();
        while self.take_sign("|") {
            filters.push(self.filter()?);
        }
        Some(Node::SetBlock(name, filters, self.body_until("endset")?))
    }

    pub(super) fn loop_names(&mut self) -> Option<(Option<String>, String)> {
        let first = self.name()?.text;
        let names = if self.take_sign(",") {
            (Some(first), self.name()?.text)
        } else {
            (None, first)
        };
        self.word("in")?;
        Some(names)
    }

    fn loops(&mut self) -> Option<Node> {
        let (key, value) = self.loop_names()?;
        let over = self.expression()?;
        self.end()?;
        let body = self.until(&["endfor", "else"])?;
        let otherwise = if self.take_word("else") {
            self.end()?;
            self.until(&["endfor"])?
        } else {
            Vec::new()
        };
        self.word("endfor")?;
        Some(Node::For(Loop { key, value, over }, body, otherwise))
    }

    fn conditions(&mut self) -> Option<Node> {
        let mut branches = Vec::new();
        loop {
            let condition = self.expression()?;
            self.end()?;
            branches.push((condition, self.until(&["elif", "else", "endif"])?));
            if !self.take_word("elif") {
                break;
            }
        }
        let otherwise = if self.take_word("else") {
            self.end()?;
            self.until(&["endif"])?
        } else {
            Vec::new()
        };
        self.word("endif")?;
        Some(Node::If(branches, otherwise))
    }

    fn call(&mut self) -> Option<Node> {
        let call = self.component()?;
        self.end()?;
        let body = self.until(&["</"])?;
        self.sign("</")?;
        self.dotted_name()?;
        self.sign(">")?;
        Some(Node::Call(call, body))
    }

    fn definition(&mut self) -> Option<Component> {
        let name = self.dotted_name()?;
        self.sign("(")?;
        let mut parameters = Vec::new();
        let mut rest = None;
        while !self.take_sign(")") {
            if self.take_sign("...") {
                rest = Some(self.name()?.text);
            } else {
                parameters.push(self.parameter()?);
            }
            if !self.take_sign(",") {
                self.sign(")")?;
                break;
            }
        }
        while !matches!(self.peek(), Some(Token::End) | None) {
            self.next()?;
        }
        let body = self.body_until("endcomponent")?;
        if !matches!(self.peek(), Some(Token::End)) {
            self.dotted_name()?;
        }
        Some(Component {
            name,
            parameters,
            rest,
            body,
        })
    }

    fn parameter(&mut self) -> Option<Parameter> {
        let implicit = self.take_sign("@");
        let name = self.name()?.text;
        let kind = if self.take_sign(":") {
            self.name()?.text
        } else {
            String::new()
        };
        let given = match (implicit, self.peek_sign("=")) {
            (true, true) => Given::AroundOrDefault,
            (true, false) => Given::Around,
            (false, true) => Given::Default,
            (false, false) => Given::Caller,
        };
        if self.take_sign("=") {
            self.expression()?;
        }
        Some(Parameter { name, kind, given })
    }
}
