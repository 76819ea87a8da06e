namespace Symmetry.Engine.Groups;

/// <summary>The factors of a group.</summary>
public static class GroupKindExtensions
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

    /// <summary>The number of elements of the group on images of height × width, if no two act in the same way.</summary>
    public static int OrderOf(this GroupKind kind, int height, int width) => (kind.HasInversion() ? 2 : 1)
        * (kind.HasTranslations() ? height * width : 1) * (kind.HasRotations() ? 4 : 1) * (kind.HasMirror() ? 2 : 1);

    private static bool IsDihedral(this GroupKind kind) =>
        kind is GroupKind.Dihedral or GroupKind.InversionDihedral or GroupKind.TranslationsDihedral;
}
