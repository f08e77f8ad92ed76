//! Any answers of a node, one a line: a session ends, and there is a report.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rugrisk::session::MAX_REQUESTS;
use rugrisk::{Address, Failure, Outcome, Reply, Session, SessionOptions};

fuzz_target!(|text: &str| {
    let mut answers = text.lines();
    let mut session = Session::new(Address::repeat_byte(0x7e), SessionOptions::default());
    let mut asked = 0;
    while let Ok(asks) = session.poll()
        && !asks.is_empty()
    {
        for ask in asks {
            asked += 1;
            assert!(asked <= MAX_REQUESTS);
            let outcome = match answers.next() {
                Some("timeout") => Outcome::Failure(Failure::Timeout),
                Some("reverted") => Outcome::Failure(Failure::Reverted),
                Some(result) => Outcome::Result(result.to_owned()),
                None => Outcome::Failure(Failure::RpcError),
            };
            session.handle(Reply {
                id: ask.id,
                outcome,
            });
        }
    }
    let [low, high] = session.report().interval;
    assert!(low <= high && high <= 100);
});
