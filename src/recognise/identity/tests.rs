//! Names and layouts of many kinds of bodies, made up.
