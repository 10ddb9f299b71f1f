//! The changes of `kinds.txt`: what is edited, and what becomes of it.

use quarterdeck::source::{SourcePath, SourceTree};

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// `check` refuses it until it is recorded.
    Refused,
    /// It needs nothing, and `diff` lists it.
    Listed,
    /// It needs nothing. `diff` lists the pages that show it.
    Shown,
    /// It needs nothing, and no reader sees it.
    Unseen,
}

/// A change of one kind.
pub(crate) struct Kind {
    /// The fields that it changes: `a measure / title`.
    pub(crate) fields: Vec<String>,
    pub(crate) fate: Fate,
    edits: Vec<(SourcePath, String)>,
    /// What is named if it is made, and if it is taken back.
    pub(crate) names: [Vec<String>; 2],
}

impl Kind {
    /// Returns every kind.
    pub(crate) fn all() -> Vec<Self> {
        let text = include_str!("kinds.txt");
        let blocks = text.split("\n== ").skip(2);
        blocks.map(Self::read).collect()
    }

    fn read(block: &str) -> Self {
        let (head, lines) = block.split_once('\n').expect("a head");
        let (fields, fate) = head.rsplit_once(": ").expect("what becomes of it");
        let fate = match fate {
            "refused" => Fate::Refused,
            "listed" => Fate::Listed,
            "shown" => Fate::Shown,
            "unseen" => Fate::Unseen,
            other => panic!("{other}?"),
        };
        let named = |start: &str| -> Vec<String> {
            let own = lines.lines().filter_map(|line| line.strip_prefix(start));
            own.map(str::to_owned).collect()
        };
        let (is, back) = (named("is "), named("back "));
        let back = if back.is_empty() { is.clone() } else { back };
        let names = [is, back].map(|mut names| {
            names.retain(|name| name != "-");
            names
        });
        Self {
            fields: fields.split(", ").map(str::to_owned).collect(),
            fate,
            edits: edits(lines),
            names,
        }
    }

    /// Returns its name in messages of a test.
    pub(crate) fn name(&self) -> String {
        format!("{} ({})", self.fields.join(", "), self.edits[0].0)
    }

    /// Returns whether one of the two deletes a file that the other changes.
    pub(crate) fn deletes_file_of(&self, other: &Self) -> bool {
        let paths = |kind: &Self, is_deleted: bool| -> Vec<SourcePath> {
            let edits = kind.edits.iter();
            let own = edits.filter(|(_, edit)| !is_deleted || edit == "delete");
            own.map(|(path, _)| path.clone()).collect()
        };
        let is_hit = |one: &Self, other: &Self| {
            let changed = paths(other, false);
            paths(one, true).iter().any(|path| changed.contains(path))
        };
        is_hit(self, other) || is_hit(other, self)
    }

    /// Makes the change. Returns `false` if the files have no such text any more.
    pub(crate) fn apply(&self, tree: &mut SourceTree) -> bool {
        let mut edits = self.edits.iter();
        edits.all(|(path, edit)| made(tree, path, edit))
    }
}

/// Returns the sample site with the additions, so that it has something of each kind.
pub(crate) fn base(sample: SourceTree) -> SourceTree {
    let text = include_str!("kinds.txt");
    let additions = text.split("\n== ").nth(1).expect("additions");
    let mut tree = sample;
    for (path, edit) in edits(additions) {
        assert!(made(&mut tree, &path, &edit), "{path}: {edit}");
    }
    tree
}

fn edits(lines: &str) -> Vec<(SourcePath, String)> {
    let edits = lines.lines().filter_map(|line| line.split_once(" | "));
    let edits = edits.map(|(path, edit)| (SourcePath::new(path), edit.replace("\\n", "\n")));
    edits.collect()
}

fn made(tree: &mut SourceTree, path: &SourcePath, edit: &str) -> bool {
    if edit == "delete" {
        let others = tree.iter().filter(|(own, _)| *own != path);
        let others: Vec<_> = others
            .map(|(own, bytes)| (own.clone(), bytes.to_vec()))
            .collect();
        *tree = SourceTree::default();
        for (own, bytes) in others {
            tree.insert(own, bytes);
        }
        return true;
    }
    let (from, to) = edit.split_once(" => ").expect("an edit");
    if from == "new" {
        tree.insert(path.clone(), to.as_bytes().to_vec());
        return true;
    }
    let text = tree.get(path).map(|bytes| String::from_utf8_lossy(bytes));
    let Some(text) = text.filter(|text| text.contains(from)) else {
        return false;
    };
    let text = text.replacen(from, to, 1).into_bytes();
    tree.insert(path.clone(), text);
    true
}
