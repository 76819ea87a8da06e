using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;

namespace Symmetry.Engine.Invariants;

/// <summary>Makes invariant maps.</summary>
public static class InvariantMaps
{
    /// <summary>Why the map is not available for a group, in one sentence; null if it is.</summary>
    public static string? Unavailable(InvariantKind kind, GroupKind group) => kind switch
    {
        InvariantKind.Bispectrum when group is not (GroupKind.Translations or GroupKind.InversionTranslations) =>
            "invariant: bispectrum supports the groups translations and inversion-translations. For other groups use quadratic or norms.",
        _ => null,
    };

    /// <summary>Makes the map for a group.</summary>
    /// <exception cref="ArgumentException">It is not available: see <see cref="Unavailable"/>.</exception>
    public static FeatureMap Create(InvariantKind kind, SymmetryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (Unavailable(kind, group.Kind) is { } reason)
        {
            throw new ArgumentException(reason, nameof(kind));
        }

        return kind switch
        {
            InvariantKind.Quadratic => new PairProducts(group),
            InvariantKind.Norms => new IrreducibleNorms(group),
            _ => new Bispectrum(group.Height, group.Width, group.Kind.HasInversion()),
        };
    }
}
