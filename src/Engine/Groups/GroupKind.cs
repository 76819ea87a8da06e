namespace Symmetry.Engine.Groups;

/// <summary>A finite group of symmetries of images, and the products of two of them.</summary>
/// <remarks>
/// Products with the inversion are direct. Products of translations with mirror, rotations or dihedral are semidirect: a rotation R
/// followed by a shift t equals the shift R⁻¹t followed by R.
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
