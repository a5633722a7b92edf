"""Names of Rust, of its standard library and of well-known crates, and what they mean for who uses what."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


STANDARD_TYPES = _set(
    """
    Arc Box BTreeMap BTreeSet BinaryHeap Cell Cow Duration Error File HashMap HashSet Instant Iterator
    LinkedList Mutex NonNull Option OsStr OsString Path PathBuf PhantomData Pin Range Rc RefCell Result RwLock
    Self String SystemTime Vec VecDeque Weak Wrapping
    """
)
"""Types of the standard library: an implementation for one of them belongs to what else it names."""

HARMLESS_ATTRIBUTES = _set(
    """
    allow async_recursion async_trait automatically_derived cfg clap clippy cold command coverage deny
    deprecated derive diagnostic doc error expect forbid group ignore inline instrument macro_export macro_use
    must_use non_exhaustive optimize path recursion_limit repr rustfmt serde serde_as should_panic source sqlx
    strum structopt target_feature track_caller warn
    """
)
"""Attributes that make nobody use an item: those of the compiler that say how, and helpers of the derives below."""

PURE_DERIVES = _set(
    """
    Add AddAssign Args Arbitrary AsRef AsRefStr Clone CommandFactory Constructor Copy Debug Default Deref
    DerefMut Deserialize Deserialize_repr Display Educate EnumCount EnumMessage EnumString Eq Error FromArgs
    FromPrimitive FromRepr FromRow Hash Hash IntoStaticStr JsonSchema Ord Parser PartialEq PartialOrd
    Serialize Serialize_repr StructOpt Subcommand ToPrimitive ToSchema TypedBuilder Validate ValueEnum
    VariantNames Zeroize ZeroizeOnDrop
    """
)
"""Derives that only implement traits for the type: who uses it has to name it."""

PRIMITIVE_TYPES = _set(
    """
    bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
    """
)
"""Types that the language brings."""

PLAIN_MACROS = _set(
    """
    anyhow assert assert_eq assert_ne bail cfg column compile_error concat dbg debug debug_assert
    debug_assert_eq debug_assert_ne ensure env eprint eprintln error event file format format_args
    include_bytes include_str info join line log matches module_path option_env panic print println select
    span thread_local todo trace try_join unimplemented unreachable vec warn write writeln
    """
)
"""Macros that take their arguments for what they look like: expressions."""
