using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>The hash of a declaration, computed once: a declaration may hold megabytes of files.</summary>
internal static class DeclarationHash
{
    public static Lazy<string> Of(IDeclaredExperiment experiment) =>
        new(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(experiment.WriteDeclaration().ToJsonString()))));
}
