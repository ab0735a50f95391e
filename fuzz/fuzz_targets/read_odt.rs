//! The target `read_odt`; what it does stands in `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mingzhang_fuzz::run("read_odt", data));
