//! The target `read_xml2003`; what it does stands in `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mingzhang_fuzz::run("read_xml2003", data));
