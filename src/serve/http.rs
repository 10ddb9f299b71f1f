//! Answers requests. No other file uses axum.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use super::address;
use super::answer::{self, Answer};
use super::client;
use super::content_type::content_type;
use super::hosts;
use super::state::State;
use super::states::States;
use super::subscribers::{Message, Subscribers};

/// What requests are answered from.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) states: Arc<States>,
    pub(super) subscribers: Arc<Subscribers>,
    /// The address that the server listens on.
    pub(super) interface: IpAddr,
}

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Answers a request that came in at an address of this machine.
pub(super) async fn respond(service: &Service, reached: IpAddr, request: &Parts) -> Response {
    let mut response = match refusal(request, &[reached, service.interface]) {
        Some(refusal) => refusal,
        None => answered(service, request).await,
    };
    let headers = response.headers_mut();
    let fixed = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        // Drafts are not for the pages of other sites.
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Returns the refusal of a request for another host or with another method.
fn refusal(request: &Parts, own: &[IpAddr]) -> Option<Response> {
    if !is_for_us(request, own) {
        let text = "This preview answers only under its own address and localhost.\n";
        return Some(plain(StatusCode::FORBIDDEN, text));
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut refusal = plain(
            StatusCode::METHOD_NOT_ALLOWED,
            "Pages can be read here, and nothing else.\n",
        );
        let headers = refusal.headers_mut();
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        // What may follow the head of the request is not read.
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
        return Some(refusal);
    }
    None
}

fn is_for_us(request: &Parts, own: &[IpAddr]) -> bool {
    let mut named = request.headers.get_all(HOST).iter();
    let (first, second) = (named.next(), named.next());
    let host = first.and_then(|host| host.to_str().ok());
    let authority = request.uri.authority().map(Authority::as_str);
    second.is_none()
        && host.is_some_and(|host| hosts::is_own(host, own))
        && authority.is_none_or(|authority| hosts::is_own(authority, own))
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(CONTENT_TYPE, TEXT)], text).into_response()
}

async fn answered(service: &Service, request: &Parts) -> Response {
    let path = request.uri.path();
    let own = |text: &'static str| ([(CONTENT_TYPE, content_type(path))], text).into_response();
    match path {
        client::SCRIPT => own(client::SCRIPT_TEXT),
        client::PROBLEMS_STYLE => own(client::STYLE_TEXT),
        client::PROBLEMS => {
            let state = service.states.current().await;
            let problems = state.problems.as_ref();
            let panel = problems.map_or(String::new(), |problems| problems.panel.clone());
            ([(CONTENT_TYPE, HTML)], panel).into_response()
        }
        client::EVENTS => events(service, request.uri.query().unwrap_or_default()),
        _ if path.starts_with(client::FOLDER) => {
            plain(StatusCode::NOT_FOUND, "There is nothing here.\n")
        }
        _ => file(service, path.to_owned(), request.uri.query()).await,
    }
}

/// Answers with a file of the site. It is rendered in a thread of its own, so that a slow page delays no other request.
async fn file(service: &Service, path: String, query: Option<&str>) -> Response {
    let state = service.states.current().await;
    let made = tokio::task::spawn_blocking(move || {
        let answer = answer::answer(&state, &path);
        response(&state, answer)
    });
    let mut response = made.await.unwrap_or_else(|_| {
        plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Making this page has failed: a fault of the program.\n",
        )
    });
    if let (Some(query), Some(to)) = (query, response.headers().get(LOCATION)) {
        let to = [to.as_bytes(), b"?", query.as_bytes()].concat();
        if let Ok(to) = HeaderValue::from_bytes(&to) {
            response.headers_mut().insert(LOCATION, to);
        }
    }
    response
}

fn response(state: &State, answer: Answer) -> Response {
    let versions = answer::versions_of(state, &answer);
    match answer {
        Answer::Page(status, bytes) => {
            let status = StatusCode::from_u16(status).unwrap_or_default();
            let page = client::with_script(bytes, &versions, state.problems.as_ref());
            (status, [(CONTENT_TYPE, HTML)], page).into_response()
        }
        Answer::File(kind, bytes) => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        Answer::Moved(to) => match HeaderValue::try_from(to) {
            Ok(to) => (StatusCode::FOUND, [(LOCATION, to)], Body::empty()).into_response(),
            Err(_) => plain(StatusCode::NOT_FOUND, "There is nothing here.\n"),
        },
    }
}

/// The interval of heartbeats, by which closed connections are noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The time after which a page that lost its connection tries again.
const AGAIN: Duration = Duration::from_millis(500);

/// Streams the changes of an open page, such as `?page=/measures/a2/`.
fn events(service: &Service, query: &str) -> Response {
    let Some(page) = address::value(query, "page") else {
        return plain(StatusCode::BAD_REQUEST, "Say which page: ?page=/\n");
    };
    let messages = service.subscribers.subscribe(&page);
    let Service {
        states,
        subscribers,
        ..
    } = service.clone();
    tokio::spawn(async move {
        let state = states.current().await;
        let compared = tokio::task::spawn_blocking(move || {
            let versions = answer::versions(&state, &page);
            subscribers.notify(&page, state.number, &versions, &[]);
        });
        // Rendering the page may panic.
        let _ = compared.await;
    });
    let greeting = Event::default().retry(AGAIN).comment("quarterdeck");
    let messages = ReceiverStream::new(messages).map(|message| event(&message));
    let events = tokio_stream::once(greeting).chain(messages);
    Sse::new(events.map(Ok::<_, Infallible>))
        .keep_alive(KeepAlive::new().interval(HEARTBEAT))
        .into_response()
}

fn event(message: &Message) -> Event {
    let data = serde_json::to_string(message).unwrap_or_default();
    Event::default().data(data)
}
