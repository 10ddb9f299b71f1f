//! Hundreds of edits from outside, and after each few, every page against a cold build by another process.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::client::until;
use crate::server::Server;
use crate::site::{DAY, Site, measure};

/// So many times the pages are compared.
const ROUNDS: usize = 40;

/// Each time after so many edits at most.
const EDITS: usize = 9;

/// Another number makes other edits.
const SEED: u64 = 2016;

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("a small number")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What the site says. It makes sense, until something is broken on purpose.
#[derive(Clone)]
struct Draft {
    title: String,
    notice: Option<String>,
    /// Title and target of each measure.
    measures: BTreeMap<String, (String, usize)>,
    /// The figure of each measure, by quarter.
    values: [BTreeMap<String, usize>; 2],
    /// By quarter and measure.
    comments: BTreeMap<(usize, String), String>,
    page: (String, String),
    has_theme: bool,
    footer: String,
    colour: usize,
    /// A file, and what stands in it instead.
    broken: Option<(String, String)>,
    count: usize,
}

const QUARTERS: [&str; 2] = ["2016-17-q1", "2016-17-q2"];

impl Draft {
    fn new() -> Self {
        let mut draft = Self {
            title: "Example performance".to_owned(),
            notice: None,
            measures: BTreeMap::new(),
            values: Default::default(),
            comments: BTreeMap::new(),
            page: ("about".to_owned(), "What this site is.".to_owned()),
            has_theme: true,
            footer: "<p>Ours</p>".to_owned(),
            colour: 100_000,
            broken: None,
            count: 0,
        };
        for id in ["a1", "a2", "a3", "a4"] {
            draft.add(id);
        }
        draft
    }

    fn add(&mut self, id: &str) {
        self.measures
            .insert(id.to_owned(), ("Assessments on time".to_owned(), 92));
        for values in &mut self.values {
            values.insert(id.to_owned(), 91);
        }
    }

    fn drop(&mut self, id: &str) {
        self.measures.remove(id);
        for values in &mut self.values {
            values.remove(id);
        }
        self.comments.retain(|(_, of), _| of != id);
    }

    fn rename(&mut self, from: &str, to: &str) {
        if let Some(measure) = self.measures.remove(from) {
            self.measures.insert(to.to_owned(), measure);
        }
        for values in &mut self.values {
            if let Some(value) = values.remove(from) {
                values.insert(to.to_owned(), value);
            }
        }
        let comments = std::mem::take(&mut self.comments);
        let renamed = comments.into_iter().map(|((quarter, id), text)| {
            let id = if id == from { to.to_owned() } else { id };
            ((quarter, id), text)
        });
        self.comments = renamed.collect();
    }

    /// Changes something.
    fn edit(&mut self, chance: &mut Chance) {
        self.count += 1;
        let count = self.count;
        let ids: Vec<String> = self.measures.keys().cloned().collect();
        let id = chance.of(&ids).clone();
        let quarter = chance.below(2);
        match chance.below(17) {
            0..=2 => {
                self.values[quarter].insert(id, 80 + chance.below(20));
            }
            3 => self.measures.entry(id).or_default().1 = 91 + chance.below(8),
            4 => self.measures.entry(id).or_default().0 = format!("Title {count} <&> \"quoted\""),
            5 | 6 => {
                let text = format!("Said as number {count}, *of* [it](measure:ID).\n");
                self.comments.insert((quarter, id), text);
            }
            7 => self.comments.retain(|(_, of), _| *of != id),
            8 => self.rename(&id, &format!("r{count}")),
            9 if ids.len() > 2 => self.drop(&id),
            9 | 10 => self.add(&format!("n{count}")),
            11 => self.title = format!("Performance {count}"),
            12 => self.notice = (chance.below(2) == 0).then(|| format!("Notice {count}")),
            13 => {
                self.page = match chance.below(2) {
                    0 => (format!("about-{count}"), self.page.1.clone()),
                    _ => (self.page.0.clone(), format!("Text {count} of the page.")),
                }
            }
            14 => match chance.below(3) {
                0 => self.has_theme = !self.has_theme,
                1 => self.footer = format!("<p>Footer {count}</p>"),
                _ => self.colour = 100_000 + count,
            },
            _ => self.broken = Some(self.slip(chance)),
        }
    }

    /// Something that nobody would publish.
    fn slip(&self, chance: &mut Chance) -> (String, String) {
        let files: Vec<(String, String)> = self.files().into_iter().collect();
        let (path, text) = chance.of(&files);
        let slips = ["\n: [", "{{ nothing", "\u{0}", "[a](measure:nothing) {% x"];
        (path.clone(), format!("{text}{}", chance.of(&slips)))
    }

    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut settings = format!("title: {}\norganisation: Example Council\n", self.title);
        if let Some(notice) = &self.notice {
            settings += &format!("notice: {notice}\n");
        }
        if self.has_theme {
            settings += "theme: own\n";
        }
        files.insert("content/site.yaml".to_owned(), settings);
        for (id, (title, target)) in &self.measures {
            let text = measure(id, &title.replace('"', "'"))
                .replace("target: 92", &format!("target: {target}"));
            let text = text.replacen("title: ", "title: \"", 1).replacen(
                &format!(" ({id})\n"),
                &format!(" ({id})\"\n"),
                1,
            );
            files.insert(format!("content/measures/{id}.yaml"), text);
        }
        for (at, slug) in QUARTERS.iter().enumerate() {
            let mut text = format!(
                "quarter: 2016-17 Q{}\npublish_on: 2016-0{}-27\nvalues:\n",
                at + 1,
                9
            );
            if at == 1 {
                text = text.replace("publish_on: 2016-09-27\n", "");
            }
            for (id, value) in &self.values[at] {
                text += &format!("  {id}: {value}\n");
            }
            files.insert(format!("content/quarters/{slug}.yaml"), text);
        }
        for ((quarter, id), text) in &self.comments {
            let folder = format!("content/commentary/{}/measures", QUARTERS[*quarter]);
            files.insert(format!("{folder}/{id}.md"), text.replace("ID", id));
        }
        let (page, text) = &self.page;
        files.insert(
            format!("content/pages/{page}.md"),
            format!("---\ntitle: About\n---\n{text}\n"),
        );
        files.insert(
            "themes/own/templates/slots/footer.html".to_owned(),
            self.footer.clone(),
        );
        let colour = format!(":root {{ --link: #{}; }}\n", self.colour);
        files.insert("themes/own/properties.css".to_owned(), colour);
        if let Some((path, text)) = &self.broken
            && files.contains_key(path)
        {
            files.insert(path.clone(), text.clone());
        }
        files
    }

    /// Saves what differs from what is there.
    fn save(&self, site: &Site, saved: &mut BTreeMap<String, String>, chance: &mut Chance) {
        let files = self.files();
        for path in saved.keys().filter(|path| !files.contains_key(*path)) {
            site.remove(path);
        }
        for (path, text) in files
            .iter()
            .filter(|(path, text)| saved.get(*path) != Some(text))
        {
            if chance.below(2) == 0 {
                site.write(path, text);
            } else {
                site.write("themes/.saving", text);
                site.write(path, &site.read(path_or(site, path)));
                fs::rename(site.path("themes/.saving"), site.path(path)).expect("renamed");
            }
        }
        *saved = files;
    }
}

/// A file that is there, so that a folder that is not yet there is made.
fn path_or<'a>(site: &Site, path: &'a str) -> &'a str {
    if site.path(path).exists() {
        path
    } else {
        "themes/.saving"
    }
}

#[test]
fn after_every_edit_every_page_is_that_of_a_cold_build() {
    let site = Site::new();
    fs::remove_dir_all(site.path("content")).expect("it goes");
    let mut chance = Chance(SEED);
    let (mut draft, mut saved) = (Draft::new(), BTreeMap::new());
    draft.save(&site, &mut saved, &mut chance);
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let mut known: BTreeSet<String> = BTreeSet::new();
    let (mut good, mut bad) = (0, 0);
    for round in 0..ROUNDS {
        draft.broken = None;
        for _ in 0..=chance.below(EDITS) {
            draft.edit(&mut chance);
            draft.save(&site, &mut saved, &mut chance);
        }
        let built = site.build(&["--drafts"]);
        if let Some(built) = built {
            for (path, bytes) in &built {
                until(&format!("round {round}: {path} is as built"), || {
                    let reply = server.get(&format!("/{path}"));
                    (reply.without_script() == *bytes).then_some(())
                });
            }
            for path in known.iter().filter(|path| !built.contains_key(*path)) {
                until(&format!("round {round}: {path} is gone"), || {
                    (server.get(&format!("/{path}")).status == 404).then_some(())
                });
            }
            known.extend(built.into_keys());
            good += 1;
        } else {
            assert!(
                draft.broken.is_some(),
                "only what was broken on purpose is refused"
            );
            server.shows("/", "quarterdeck-problems");
            bad += 1;
        }
    }
    assert!(
        good >= ROUNDS / 2 && bad >= ROUNDS / 20,
        "{good} good, {bad} bad"
    );
}
