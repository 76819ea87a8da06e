using System.Collections.Concurrent;
using System.Reflection;
using Symmetry.Grains;
using Symmetry.Hosting.Security;

namespace Symmetry.Silo.Security;

/// <summary>Refuses calls that clients may not make: those that only silos make, and those that change the cluster itself.</summary>
/// <remarks>
/// A call of a silo carries a proof of its role. Who sends a call to Orleans' own grains and system targets is what the message says, which a client with an
/// implementation of Orleans' protocol of its own can forge.
/// </remarks>
internal sealed class CallerRoles(ISiloProof proof) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private const string ProofKey = "symmetry.silo";

    // The client that a silo uses for calls from outside of grains, such as those of its worker.
    private const string ClientOfSilo = "hosted-";

    // What clients ask Orleans itself: the types of grains when they connect, and which silos there are.
    private static readonly HashSet<string> OpenCalls =
    [
        "IClusterManifestSystemTarget.GetClusterManifest",
        "IClusterManifestSystemTarget.GetClusterManifestUpdate",
        "IManagementGrain.GetActivationAddress",
        "IManagementGrain.GetDetailedHosts",
        "IManagementGrain.GetHosts",
    ];

    private static readonly ConcurrentDictionary<MethodInfo, Rule> Rules = new();

    private enum Rule
    {
        Open,
        SiloOnly,
        Internal,
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (RuleOf(context) is Rule.SiloOnly)
        {
            // Not visible to the caller: what an async method sets ends with it.
            RequestContext.Set(ProofKey, proof.Show());
        }

        await context.Invoke();
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        switch (RuleOf(context))
        {
            case Rule.SiloOnly when proof.WhyRefused(RequestContext.Get(ProofKey) as string) is { } reason:
                throw new RefusedException($"Only silos may call {context.InterfaceName}.{context.MethodName}: {reason}");
            case Rule.Internal when context.SourceId is { } source && source.IsClient() && !IsOfSilo(source):
                throw new RefusedException($"Clients may not call {context.InterfaceName}.{context.MethodName}.");
            default:
                return context.Invoke();
        }
    }

    private static bool IsOfSilo(GrainId client) => client.Key.ToString()?.StartsWith(ClientOfSilo, StringComparison.Ordinal) is true;

    private static Rule RuleOf(IGrainCallContext context) => Rules.GetOrAdd(context.InterfaceMethod, method =>
    {
        var type = method.DeclaringType!;
        return method.IsDefined(typeof(SiloOnlyAttribute)) || type.IsDefined(typeof(SiloOnlyAttribute)) ? Rule.SiloOnly
            : type.Assembly == typeof(ISweepGrain).Assembly || OpenCalls.Contains($"{type.Name}.{method.Name}") ? Rule.Open
            : Rule.Internal;
    });
}
