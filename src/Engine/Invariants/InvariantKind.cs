namespace Symmetry.Engine.Invariants;

/// <summary>A family of features that are invariant under a group.</summary>
public enum InvariantKind
{
    /// <summary>Products x_i·x_j averaged over the group, one for each orbit of pairs; eq. 9 for the inversion. Any group.</summary>
    Quadratic,

    /// <summary>The squared norms per irreducible representation (section 4.2): x_i² for the inversion, the power spectrum for translations.</summary>
    Norms,

    /// <summary>Triple products of the Fourier transform: complete for cyclic translations. Translations, with or without the inversion.</summary>
    Bispectrum,
}
