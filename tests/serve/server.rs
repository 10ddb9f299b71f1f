//! The real program, serving a site.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

use crate::alone;
use crate::client::{Open, Reply, request, until};

/// A server that ends with its test.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    said: Arc<Mutex<Vec<String>>>,
}

/// A command of the program.
pub(crate) fn quarterdeck(root: &Path) -> Command {
    let mut command = alone::quarterdeck();
    command.arg("--root").arg(root);
    command
}

impl Server {
    /// Serves a site at a port that is free.
    pub(crate) fn new<S: AsRef<OsStr>>(root: &Path, options: &[S]) -> Self {
        let mut command = quarterdeck(root);
        command.args(["serve", "--port", "0"]).args(options);
        Self::of(command)
    }

    /// Runs a command that serves.
    pub(crate) fn of(mut command: Command) -> Self {
        let mut child = command
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("it runs");
        let said = Arc::new(Mutex::new(Vec::new()));
        let lines = BufReader::new(child.stderr.take().expect("its messages")).lines();
        let heard = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().expect("no panic").push(line);
            }
        });
        let mut server = Self {
            child,
            address: ([127, 0, 0, 1], 0).into(),
            said,
        };
        let line = server.says("Serving http://");
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        server.address = address
            .and_then(|text| text.parse().ok())
            .expect("an address");
        server
    }

    /// The first line that holds this text, as soon as it is said.
    pub(crate) fn says(&self, text: &str) -> String {
        until(text, || {
            self.has_said().into_iter().find(|line| line.contains(text))
        })
    }

    pub(crate) fn has_said(&self) -> Vec<String> {
        self.said.lock().expect("no panic").clone()
    }

    /// The files of each change, as soon as it has reported so many changes. It reports in the order of what happened:
    /// where the last one is of a file that was written last, nothing more comes of what was written before.
    pub(crate) fn changes(&self, count: usize) -> Vec<String> {
        until(&format!("{count} changes"), || {
            let changes: Vec<String> = self
                .has_said()
                .iter()
                .filter_map(|line| line.trim_start().strip_prefix("Changed "))
                .filter_map(|line| line.split_once(": "))
                .map(|(files, _)| files.to_owned())
                .collect();
            (changes.len() >= count).then_some(changes)
        })
    }

    /// Does something while the server is stopped, so that all signs of it are waiting when it goes on.
    pub(crate) fn while_stopped(&self, act: impl FnOnce()) {
        self.signal("STOP");
        act();
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        request(self.address, "GET", path, &[])
    }

    pub(crate) fn open(&self, page: &str) -> Open {
        Open::page(self.address, page)
    }

    /// Waits until a page says something.
    pub(crate) fn shows(&self, path: &str, text: &str) -> Reply {
        until(&format!("{path} says {text:?}"), || {
            let reply = self.get(path);
            reply.text().contains(text).then_some(reply)
        })
    }

    /// Waits until a page does not say something any more.
    pub(crate) fn hides(&self, path: &str, text: &str) -> Reply {
        until(&format!("{path} does not say {text:?}"), || {
            let reply = self.get(path);
            (!reply.text().contains(text)).then_some(reply)
        })
    }

    /// Waits until the stylesheet says something.
    pub(crate) fn is_styled(&self, text: &str) {
        until(&format!("the stylesheet says {text:?}"), || {
            let page = self.get("/").text();
            let (_, rest) = page.split_once("<link rel=\"stylesheet\" href=\"")?;
            let (path, _) = rest.split_once('"')?;
            let style = self.get(&format!("/{path}"));
            style.text().contains(text).then_some(())
        });
    }

    /// Sends a signal by its name, and waits for the end.
    pub(crate) fn end_by(&mut self, signal: &str) -> ExitStatus {
        self.signal(signal);
        until("it ends", || self.child.try_wait().expect("a child"))
    }

    /// A figure of the process in kilobytes, as the system keeps it: `VmRSS`.
    pub(crate) fn kilobytes(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let figure = line.and_then(|line| line.split_whitespace().nth(1));
        figure
            .and_then(|figure| figure.parse().ok())
            .expect("a figure")
    }

    /// How many files and connections it has open.
    pub(crate) fn open_files(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).map_or(0, Iterator::count)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
