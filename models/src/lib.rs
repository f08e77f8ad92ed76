#![allow(missing_docs, reason = "skeleton")]
