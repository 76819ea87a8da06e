using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Trials;

/// <summary>Everything that decides a trial's result: the settings and the random draws.</summary>
/// <param name="Settings">The cell's settings.</param>
/// <param name="Indices">Which random numbers it uses.</param>
public sealed record TrialSpec(TrialSettings Settings, StreamIndices Indices)
{
    /// <summary>The text that names the trial: numerics version, draws, then <see cref="Setting.Canonical"/>.</summary>
    public string Canonical
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"numerics={NumericsVersion.Current}");
            text.Append(CultureInfo.InvariantCulture, $";seed={Indices.Seed};draws={Indices.Split},{Indices.Weights},{Indices.Order},");
            text.Append(CultureInfo.InvariantCulture, $"{Indices.Permutation},{Indices.Orbit}");
            text.Append(Setting.Canonical(Settings));
            return text.ToString();
        }
    }

    /// <summary>The trial's name: the first 32 hexadecimal digits of the SHA-256 of <see cref="Canonical"/>.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)))[..32];
}
