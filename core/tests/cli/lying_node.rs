//! A node in a thread that answers as a test tells it to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

/// What the node does with a request.
pub(crate) enum Answer {
    /// The `result`.
    Result(Value),
    /// The `error`.
    Error(i64, &'static str),
    /// Any HTTP answer: the status line's end, more headers, the body.
    Http(&'static str, &'static str, Vec<u8>),
    /// Nothing, with the connection left open.
    Silence,
}

pub(crate) struct Node {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Node {
    /// Starts a node; `answer` gets the method, the parameters, and how often the very same
    /// question was asked before.
    pub(crate) fn start(
        answer: impl Fn(&str, &Value, usize) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, answer.as_ref()));
            }
        });
        Self { url, asked }
    }

    /// How many requests of a method came.
    pub(crate) fn asked(&self, method: &str) -> usize {
        let asked = self.asked.lock().expect("no test thread panicked");
        asked
            .iter()
            .filter(|request| request["method"] == method)
            .count()
    }
}

fn serve(
    stream: TcpStream,
    log: &Mutex<Vec<Value>>,
    answer: &dyn Fn(&str, &Value, usize) -> Answer,
) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream) {
        let question = json!({"method": request["method"], "params": request["params"]});
        let before = {
            let mut log = log.lock().expect("no test thread panicked");
            let before = log.iter().filter(|asked| **asked == question).count();
            log.push(question);
            before
        };
        let method = request["method"].as_str().unwrap_or_default();
        let (status, headers, body) = match answer(method, &request["params"], before) {
            Answer::Result(result) => envelope(&request, json!({ "result": result })),
            Answer::Error(code, message) => envelope(
                &request,
                json!({"error": {"code": code, "message": message}}),
            ),
            Answer::Http(status, headers, body) => (status, headers, body),
            Answer::Silence => {
                let _ = stream.read(&mut [0]);
                return;
            }
        };
        let head = format!(
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n",
            body.len()
        );
        let out = stream.get_mut();
        if out
            .write_all(head.as_bytes())
            .and_then(|()| out.write_all(&body))
            .is_err()
        {
            return;
        }
    }
}

fn envelope(request: &Value, mut answer: Value) -> (&'static str, &'static str, Vec<u8>) {
    answer["jsonrpc"] = json!("2.0");
    answer["id"] = request["id"].clone();
    let headers = "Content-Type: application/json\r\n";
    ("200 OK", headers, answer.to_string().into_bytes())
}

fn read(stream: &mut BufReader<TcpStream>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        let line = line.to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// What an honest node on chain 1 says about a contract with this code.
pub(crate) fn honest(code: &str, method: &str, params: &Value) -> Answer {
    let here = params[0] == TARGET;
    match method {
        "eth_chainId" => Answer::Result(json!("0x1")),
        "eth_getBlockByNumber" => Answer::Result(json!({
            "number": if params[0] == "latest" { json!("0x112a880") } else { params[0].clone() },
            "hash": format!("0x{}", "ab".repeat(32)),
            "timestamp": "0x65000000",
            "transactions": [],
        })),
        "eth_getCode" => Answer::Result(json!(if here { code } else { "0x" })),
        "eth_getStorageAt" | "eth_getBalance" => Answer::Result(json!("0x0")),
        _ => Answer::Error(3, "execution reverted"),
    }
}

/// The contract that tests ask about, as requests write it.
pub(crate) const TARGET: &str = "0x00000000000000000000000000000000000000c0";
