using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;

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

/// <summary>Makes invariant maps.</summary>
public static class InvariantMaps
{
    /// <summary>Why there is no such map, as a sentence; <c>null</c> if there is.</summary>
    public static string? Refusal(InvariantKind kind, GroupKind group) => kind switch
    {
        InvariantKind.Bispectrum when group is not (GroupKind.Translations or GroupKind.InversionTranslations) =>
            "the bispectrum is defined here for the groups translations and inversion-translations; allowed for others are quadratic and norms.",
        _ => null,
    };

    /// <summary>Makes the map for a group.</summary>
    /// <exception cref="ArgumentException">There is none: see <see cref="Refusal"/>.</exception>
    public static FeatureMap Of(InvariantKind kind, SymmetryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (Refusal(kind, group.Kind) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(kind));
        }

        return kind switch
        {
            InvariantKind.Quadratic => new PairProducts(group),
            InvariantKind.Norms => new IrreducibleNorms(group),
            _ => new Bispectrum(group.Height, group.Width, group.Kind.HasInversion()),
        };
    }
}
