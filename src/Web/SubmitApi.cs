using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Text;
using Symmetry.Formats.Specs;
using Symmetry.Views.Pages;
using Symmetry.Web.Pages;

namespace Symmetry.Web;

/// <summary>Takes specifications as YAML or canonical JSON: says what a sweep would be, estimates its time, or submits it; and the page for it.</summary>
/// <param name="grains">Gives access to the grains.</param>
/// <param name="hasToken">Whether clients must send a token: without one every user of this machine could run programs.</param>
internal sealed class SubmitApi(IGrainFactory grains, bool hasToken)
{
    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/submit", PageAsync);
        routes.MapPost("/api/plan", context => ReadAsync(context, PlanAsync));
        routes.MapPost("/api/estimate", context => ReadAsync(context, EstimateAsync));
        routes.MapPost("/api/sweeps", context => ReadAsync(context, SubmitAsync));
    }

    private static Task PageAsync(HttpContext context) => HtmlResponse.SendAsync<SubmitPage>(context, new PageContent(new Dictionary<string, object?>()));

    // What is wrong with a specification is said in the same way for plans and submissions.
    private async Task ReadAsync(HttpContext context, Func<HttpContext, SubmittedSpec, Task> answer)
    {
        try
        {
            var spec = await SubmittedSpec.ReadAsync(context.Request, context.RequestAborted);
            if (spec.RunsPrograms && !hasToken)
            {
                await JsonResponse.SendErrorAsync(
                    context,
                    StatusCodes.Status403Forbidden,
                    "A sweep whose trials are programs can be submitted here only if the page has a token (web-token).");
                return;
            }

            await answer(context, spec);
        }
        catch (SpecFileException e)
        {
            await JsonResponse.SendAsync(
                context,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("error", e.Message);
                    if (e.Place is { } place)
                    {
                        json.WriteNumber("line", place.Line);
                        json.WriteNumber("column", place.Column);
                    }

                    json.WriteEndObject();
                },
                StatusCodes.Status400BadRequest);
        }
        catch (RefusedException e)
        {
            await JsonResponse.SendErrorAsync(context, StatusCodes.Status409Conflict, e.Message);
        }
    }

    private static Task PlanAsync(HttpContext context, SubmittedSpec spec) => JsonResponse.SendAsync(context, json =>
    {
        json.WriteStartObject();
        PlanJson.WriteSize(json, spec.Sweep);
        json.WriteStartArray("warnings");
        foreach (var warning in spec.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private async Task EstimateAsync(HttpContext context, SubmittedSpec spec)
    {
        var estimate = await grains.GetGrain<IPlanGrain>(spec.Sweep.Id).EstimateAsync(spec.Sweep.Canonical);
        var seconds = estimate.SlotSeconds / estimate.Slots;
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", seconds);
            json.WriteNumber("slots", estimate.Slots);
            json.WriteString(
                "text",
                $"{(spec.Sweep.Spec.Replicates.HasGoal ? "At most about" : "About")} {Numbers.Duration(seconds)} on a silo "
                + $"with {Numbers.Count(estimate.Slots, "slot")}.");
            json.WriteEndObject();
        });
    }

    private async Task SubmitAsync(HttpContext context, SubmittedSpec spec)
    {
        var id = await grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).SubmitAsync(spec.Sweep.Canonical);
        if (spec.Claims.Length > 0)
        {
            await grains.GetGrain<ISweepGrain>(id).SetClaimsAsync(spec.Claims);
        }

        await JsonResponse.SendAsync(
            context,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("sweep", id);
                json.WriteEndObject();
            },
            StatusCodes.Status201Created);
    }
}
