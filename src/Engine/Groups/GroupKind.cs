namespace Symmetry.Engine.Groups;

/// <summary>A finite group of symmetries of images, and the products of two of them.</summary>
/// <remarks>
/// Products with the inversion are direct. Translations with mirror, rotations or dihedral are semidirect: turning and then
/// shifting is shifting the turned way and then turning.
/// </remarks>
public enum GroupKind
{
    /// <summary>{e, x → −x}.</summary>
    Inversion,

    /// <summary>All cyclic shifts, height × width of them.</summary>
    Translations,

    /// <summary>{e, left ↔ right}.</summary>
    Mirror,

    /// <summary>C4, the quarter turns.</summary>
    Rotations,

    /// <summary>D4, the quarter turns and reflections of the square.</summary>
    Dihedral,

    /// <summary>Inversion × translations.</summary>
    InversionTranslations,

    /// <summary>Inversion × mirror.</summary>
    InversionMirror,

    /// <summary>Inversion × rotations.</summary>
    InversionRotations,

    /// <summary>Inversion × dihedral.</summary>
    InversionDihedral,

    /// <summary>Translations ⋊ mirror.</summary>
    TranslationsMirror,

    /// <summary>Translations ⋊ rotations.</summary>
    TranslationsRotations,

    /// <summary>Translations ⋊ dihedral: every symmetry of the torus of pixels.</summary>
    TranslationsDihedral,
}

/// <summary>What a group is a product of.</summary>
public static class GroupKinds
{
    /// <summary>Whether the group contains x → −x.</summary>
    public static bool HasInversion(this GroupKind kind) => kind is GroupKind.Inversion or GroupKind.InversionTranslations
        or GroupKind.InversionMirror or GroupKind.InversionRotations or GroupKind.InversionDihedral;

    /// <summary>Whether the group contains the cyclic shifts.</summary>
    public static bool HasTranslations(this GroupKind kind) => kind is GroupKind.Translations or GroupKind.InversionTranslations
        || kind.IsSemidirect();

    /// <summary>Whether the group contains the mirror.</summary>
    public static bool HasMirror(this GroupKind kind) => kind is GroupKind.Mirror or GroupKind.InversionMirror or GroupKind.TranslationsMirror
        || kind.IsDihedral();

    /// <summary>Whether the group contains the quarter turns.</summary>
    public static bool HasRotations(this GroupKind kind) =>
        kind is GroupKind.Rotations or GroupKind.InversionRotations or GroupKind.TranslationsRotations || kind.IsDihedral();

    /// <summary>Whether the group is a product whose factors do not commute.</summary>
    public static bool IsSemidirect(this GroupKind kind) =>
        kind is GroupKind.TranslationsMirror or GroupKind.TranslationsRotations or GroupKind.TranslationsDihedral;

    /// <summary>How many elements the group has, acting on images of height × width where each acts differently.</summary>
    public static int OrderOf(this GroupKind kind, int height, int width) => (kind.HasInversion() ? 2 : 1)
        * (kind.HasTranslations() ? height * width : 1) * (kind.HasRotations() ? 4 : 1) * (kind.HasMirror() ? 2 : 1);

    private static bool IsDihedral(this GroupKind kind) =>
        kind is GroupKind.Dihedral or GroupKind.InversionDihedral or GroupKind.TranslationsDihedral;
}
