//! The target `odt_content`; what it does stands in `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mingzhang_fuzz::run("odt_content", data));
