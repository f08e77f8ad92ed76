//! Errors as JavaScript sees them: an `Error` with a stable `code`, and a finer `reason` where
//! the core gives one.

use core::fmt::Display;

use js_sys::{Error, Reflect};
use rugrisk::{CodeError, SessionError};
use wasm_bindgen::JsValue;

const INVALID_INPUT: &str = "INVALID_INPUT";

pub(crate) fn invalid_input(message: &dyn Display) -> JsValue {
    thrown(INVALID_INPUT, None, message)
}

pub(crate) fn not_an_address() -> JsValue {
    let message = "not an address: give 20 bytes as hex, 0x and 40 digits";
    thrown(INVALID_INPUT, Some("NOT_AN_ADDRESS"), &message)
}

pub(crate) fn code(error: CodeError) -> JsValue {
    thrown(INVALID_INPUT, Some(error.code()), &error)
}

pub(crate) fn weights(error: &dyn Display) -> JsValue {
    thrown(INVALID_INPUT, Some("WEIGHTS"), error)
}

pub(crate) fn session(error: SessionError) -> JsValue {
    thrown(error.code(), None, &error)
}

fn thrown(code: &str, reason: Option<&str>, message: &dyn Display) -> JsValue {
    let error = Error::new(&message.to_string());
    set(&error, "code", code);
    if let Some(reason) = reason {
        set(&error, "reason", reason);
    }
    error.into()
}

fn set(error: &Error, key: &str, value: &str) {
    // A fresh Error is extensible: this cannot fail.
    let _ = Reflect::set(error, &key.into(), &value.into());
}
